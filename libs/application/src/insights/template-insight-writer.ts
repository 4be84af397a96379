import type { Fact, FactKind, InsightDraft, Stance } from '@tributary/domain';
import { InsightWriter } from '@tributary/ports';

type Template = (fact: Fact, facts: readonly Fact[]) => InsightDraft | null;

/** Words facts with fixed sentences: the writer that always serves, with or without a language model. */
export class TemplateInsightWriter extends InsightWriter {
  readonly name = 'computed';

  write(facts: readonly Fact[]): Promise<readonly InsightDraft[]> {
    const drafts = TEMPLATES.flatMap(([kind, template]) =>
      facts.filter((fact) => fact.kind === kind).flatMap((fact) => template(fact, facts) ?? []),
    );
    return Promise.resolve(drafts);
  }
}

/** The most useful first, because only the first few are shown: a broken connection puts everything else in doubt. */
const TEMPLATES: readonly (readonly [FactKind, Template])[] = [
  [
    'silent-account',
    (fact) =>
      draft(fact, 'negative', {
        title: `{{subject:${fact.id}}} is not quiet, it is not read`,
        body: `It could not be read since {{fact:${fact.id}}}: a broken connection, not a week without sales.`,
        suggestedAction: 'Open it under Connections and replace its key.',
      }),
  ],
  [
    'earnings-change',
    (fact, facts) => {
      const level = facts.find((other) => other.kind === 'earnings-level');
      if (!level) return null;
      const { verb, stance } = directionOf(fact);
      return draft(fact, stance, {
        title: `Earnings ${verb} against the period before`,
        body: `They ${verb} by {{fact:${fact.id}}} and stand at {{fact:${level.id}}}.`,
        with: [level],
      });
    },
  ],
  [
    'momentum',
    (fact) => {
      const { pace, stance } = directionOf(fact);
      return draft(fact, stance, {
        title: `The last week was ${pace} than the month`,
        body: `Earnings a day differ by {{fact:${fact.id}}} from the mean of the last month.`,
      });
    },
  ],
  [
    'network-change',
    (fact) => {
      const { verb, stance } = directionOf(fact);
      return draft(fact, stance, {
        title: `{{subject:${fact.id}}} moved the most`,
        body: `Its earnings ${verb} by {{fact:${fact.id}}} against the period before.`,
      });
    },
  ],
  [
    'concentration',
    (fact) =>
      draft(fact, 'neutral', {
        title: `Most of the money comes from {{subject:${fact.id}}}`,
        body: `It stands for {{fact:${fact.id}}} of all earnings. A change of its terms reaches the whole agency.`,
      }),
  ],
];

/** The sign is in the words: the figure beside them is shown without it. A change of zero is never a fact. */
function directionOf(fact: Fact) {
  return fact.value.startsWith('-')
    ? ({ verb: 'fell', pace: 'slower', stance: 'negative' } as const)
    : ({ verb: 'rose', pace: 'faster', stance: 'positive' } as const);
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
