import type { InsightPart, InsightView } from '@tributary/api-contract';
import type { Fact, Insight } from '@tributary/domain';
import type { NetworkDescription } from '@tributary/ports';

const TOKEN = /\{\{(fact|subject):([a-z0-9-]+)\}\}/;

/** Fills the tokens of an insight from its facts: the figures come from code, never from the writer. */
export function insightView(insight: Insight, networks: readonly NetworkDescription[]): InsightView {
  return {
    title: partsOf(insight.title, insight.facts, networks),
    body: partsOf(insight.body, insight.facts, networks),
    stance: insight.stance,
    suggestedAction: insight.suggestedAction,
  };
}

function partsOf(
  text: string,
  facts: readonly Fact[],
  networks: readonly NetworkDescription[],
): readonly InsightPart[] {
  // Splitting by an expression with two groups gives: text, kind, id, text, kind, id, …, text.
  const pieces = text.split(TOKEN);
  const parts: InsightPart[] = [];
  for (let index = 0; index < pieces.length; index += 3) {
    const words = pieces[index];
    if (words) parts.push({ kind: 'text', text: words });
    const fact = facts.find((candidate) => candidate.id === pieces[index + 2]);
    if (fact) parts.push(pieces[index + 1] === 'subject' ? subject(fact) : figure(fact, networks));
  }
  return parts;
}

function subject(fact: Fact): InsightPart {
  return { kind: 'text', text: fact.subject ?? '' };
}

function figure(fact: Fact, networks: readonly NetworkDescription[]): InsightPart {
  const network = networks.find(({ name }) => fact.subject === name || fact.subject?.startsWith(`${name} ·`));
  return {
    kind: 'figure',
    factId: fact.id,
    unit: fact.unit,
    value: fact.value,
    currency: fact.currency,
    ...fact.period,
    network: network?.id ?? null,
  };
}
