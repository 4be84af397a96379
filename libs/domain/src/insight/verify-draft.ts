import { compareDecimals } from '../money/decimal';
import type { Fact } from './fact';
import type { InsightDraft } from './insight';

const TOKEN = /\{\{(fact|subject):([a-z0-9-]+)\}\}/g;
/** Any digit of any script, currency sign or percent sign. */
const NUMERAL = /[\p{N}\p{Sc}%‰]/u;
const NUMBER_WORD =
  /\b(zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|forty|fifty|hundred|thousand|million|billion|half|twice|double[ds]?|triple[ds]?|quarter)\b/i;
/** Braces are what is left of a token that is none. */
const MARKUP = /[<>{}]|https?:|www\.|\]\(/i;
const FUTURE = /\b(will|going to|expect(ed)?|forecast|guarantee[ds]?|soon earn)\b/i;
const UP = /\b(rose|rises?|grew|grows?|up|higher|gain(ed|s)?|increas\w+|lift(ed|s)?|accelerat\w+)\b/i;
const DOWN = /\b(fell|falls?|drop(ped|s)?|down|lower|lost|declin\w+|decreas\w+|slow(ed|ing|s)?)\b/i;
const MAX_TITLE = 90;
const MAX_BODY = 400;

/**
 * Checks a draft against the facts it may use. Pure: the same draft and facts always give the same verdict.
 * @returns the reasons to reject it, for the one repair attempt; empty when the draft may be shown.
 */
export function verifyDraft(draft: InsightDraft, facts: readonly Fact[]): string[] {
  const known = new Map(facts.map((fact) => [fact.id, fact]));
  const text = `${draft.title}\n${draft.body}\n${draft.suggestedAction ?? ''}`;
  const tokens = [...text.matchAll(TOKEN)].map((match) => ({ kind: match[1], id: match[2] ?? '' }));
  const used = tokens.map(({ id }) => id);
  const named = tokens.filter(({ kind }) => kind === 'subject').map(({ id }) => id);
  const words = text.replace(TOKEN, ' ');
  return [
    ...unknownFacts([...used, ...draft.factIds], known),
    ...unlistedFacts(used, draft.factIds),
    ...namelessSubjects(named, known),
    ...forbiddenWords(words),
    ...wrongDirection(words, draft, known),
    ...mixedUnits(draft, known),
    ...(draft.title.length > MAX_TITLE || draft.body.length > MAX_BODY ? ['the text is too long'] : []),
    ...(draft.factIds.length === 0 ? ['it names no fact'] : []),
  ];
}

function unknownFacts(ids: readonly string[], known: ReadonlyMap<string, Fact>): string[] {
  return [...new Set(ids)].filter((id) => !known.has(id)).map((id) => `the fact "${id}" does not exist`);
}

/** A figure is only shown, and its direction only checked, for a fact that the draft lists. */
function unlistedFacts(used: readonly string[], listed: readonly string[]): string[] {
  const unlisted = [...new Set(used)].filter((id) => !listed.includes(id));
  return unlisted.map((id) => `the text uses the fact "${id}" without listing it`);
}

function namelessSubjects(ids: readonly string[], known: ReadonlyMap<string, Fact>): string[] {
  const nameless = [...new Set(ids)].filter((id) => known.get(id)?.subject === null);
  return nameless.map((id) => `the fact "${id}" has no subject to name`);
}

function forbiddenWords(words: string): string[] {
  const reasons: string[] = [];
  if (NUMERAL.test(words)) reasons.push('it writes a figure itself instead of naming a fact');
  if (NUMBER_WORD.test(words)) reasons.push('it writes a number word');
  if (MARKUP.test(words)) reasons.push('it contains a link or markup');
  if (FUTURE.test(words)) reasons.push('it makes a claim about the future');
  return reasons;
}

function wrongDirection(words: string, draft: InsightDraft, known: ReadonlyMap<string, Fact>): string[] {
  return draft.factIds
    .flatMap((id) => known.get(id) ?? [])
    .filter((fact) => fact.kind.endsWith('-change') || fact.kind === 'momentum')
    .filter((fact) => contradicts(words, compareDecimals(fact.value, '0')))
    .map((fact) => `its direction contradicts the sign of the fact "${fact.id}"`);
}

/** Words of both directions pass beside a change, and none beside a standstill. */
function contradicts(words: string, sign: -1 | 0 | 1): boolean {
  const saysUp = UP.test(words);
  const saysDown = DOWN.test(words);
  if (sign === 0) return saysUp || saysDown;
  return sign > 0 ? saysDown && !saysUp : saysUp && !saysDown;
}

function mixedUnits(draft: InsightDraft, known: ReadonlyMap<string, Fact>): string[] {
  const money = draft.factIds.map((id) => known.get(id)).filter((fact) => fact?.unit === 'money');
  const currencies = new Set(money.map((fact) => fact?.currency));
  return currencies.size > 1 ? ['it compares facts of different currencies'] : [];
}
