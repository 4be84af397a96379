import type { Fact, FactKind, InsightDraft, Stance } from '@tributary/domain';
import { InsightWriter } from '@tributary/ports';

type Template = (fact: Fact, facts: readonly Fact[]) => InsightDraft | null;

/** Words facts with fixed sentences: the writer that always serves, with or without a language model. */
export class TemplateInsightWriter extends InsightWriter {
  readonly name = 'computed';

  write(facts: readonly Fact[]): Promise<readonly InsightDraft[]> {
    const drafts = facts.flatMap((fact) => TEMPLATES[fact.kind]?.(fact, facts) ?? []);
    return Promise.resolve(drafts);
  }
}

const TEMPLATES: Partial<Record<FactKind, Template>> = {
  'silent-account': (fact) =>
    draft(fact, 'negative', {
      title: `{{subject:${fact.id}}} is not quiet, it is not read`,
      body: `The key has been refused since {{fact:${fact.id}}}, so this is a broken connection and not a slow week.`,
      suggestedAction: 'Replace the key under Connections.',
    }),
  'earnings-change': (fact, facts) => {
    const level = facts.find((other) => other.kind === 'earnings-level');
    if (!level) return null;
    const verb = isDown(fact) ? 'fell' : 'rose';
    return draft(fact, isDown(fact) ? 'negative' : 'positive', {
      title: `Earnings ${verb} against the period before`,
      body: `They changed by {{fact:${fact.id}}} and stand at {{fact:${level.id}}}.`,
      with: [level],
    });
  },
  'network-change': (fact) =>
    draft(fact, isDown(fact) ? 'negative' : 'positive', {
      title: `{{subject:${fact.id}}} moved the most`,
      body: `Its earnings ${isDown(fact) ? 'fell' : 'rose'} by {{fact:${fact.id}}} against the period before.`,
    }),
  concentration: (fact) =>
    draft(fact, 'neutral', {
      title: `Most of the money comes from {{subject:${fact.id}}}`,
      body: `It stands for {{fact:${fact.id}}} of all earnings. A change of its terms reaches the whole agency.`,
    }),
  momentum: (fact) =>
    draft(fact, isDown(fact) ? 'negative' : 'positive', {
      title: isDown(fact)
        ? 'The last week is slower than the month'
        : 'The last week is faster than the month',
      body: `Earnings a day differ by {{fact:${fact.id}}} from the mean of the month.`,
    }),
};

/** The sign is in the verb: the renderer shows a change without it where the words say the direction. */
function isDown(fact: Fact): boolean {
  return fact.value.startsWith('-');
}

function draft(
  fact: Fact,
  stance: Stance,
  text: {
    readonly title: string;
    readonly body: string;
    readonly suggestedAction?: string;
    readonly with?: readonly Fact[];
  },
): InsightDraft {
  return {
    title: text.title,
    body: text.body,
    factIds: [fact, ...(text.with ?? [])].map((used) => used.id),
    stance,
    suggestedAction: text.suggestedAction ?? null,
  };
}
