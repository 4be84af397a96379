import type { Fact } from '@tributary/domain';

export const SYSTEM_INSTRUCTION = [
  'You word findings for the team of an affiliate marketing agency, from facts that were computed for them.',
  'Write a figure only as {{fact:ID}} and a name only as {{subject:ID}}, with an ID of the list.',
  'Never write a digit, a number word, a currency or percent sign, a link, markup, or a claim about the future.',
  'Say what happened and what to check. Plain, short, calm. Use a word of direction only with the sign of its fact.',
  'List in factIds every fact you name. At most three findings, the most useful first; none if nothing stands out.',
].join('\n');

/** The facts as JSON; on a second attempt, with the reasons why the first one was rejected. */
export function promptOf(facts: readonly Fact[], reasons: readonly string[] | null): string {
  const list = facts.map(({ id, kind, value, unit, currency, subject, period, comparedWith }) => ({
    id,
    kind,
    value,
    unit,
    currency,
    subject,
    period,
    comparedWith,
  }));
  const repair =
    reasons === null ? '' : `\nYour last answer was rejected because ${reasons.join('; ')}. Mend it.`;
  return `Facts:\n${JSON.stringify(list)}${repair}`;
}
