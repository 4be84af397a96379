import type { Dashboard, InsightPart, InsightView } from '@tributary/api-contract';
import { coordinate } from './decimals';
import type { DashboardWords } from './words';

export type InsightText =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'figure';
      readonly text: string;
      /** Of the Sales page: the rows the figure was computed from. */
      readonly query: Readonly<Record<string, string>>;
    };

export interface InsightCardItem {
  readonly key: string;
  readonly stance: InsightView['stance'];
  readonly title: readonly InsightText[];
  readonly body: readonly InsightText[];
  readonly action: string | null;
}

export interface InsightsCardView {
  readonly items: readonly InsightCardItem[];
  /** "Computed" or the model's name, with what was checked. */
  readonly footer: string | null;
}

export function insightsView(insights: Dashboard['insights'], words: DashboardWords): InsightsCardView {
  const items = insights.items.map((item, index) => ({
    key: `${index}`,
    stance: item.stance,
    title: item.title.map((part) => textOf(part, words)),
    body: item.body.map((part) => textOf(part, words)),
    action: item.suggestedAction,
  }));
  return { items, footer: items.length === 0 ? null : footerOf(insights, words) };
}

function footerOf(insights: Dashboard['insights'], words: DashboardWords): string {
  const figures = insights.items
    .flatMap(({ title, body }) => [...title, ...body])
    .filter(({ kind }) => kind === 'figure').length;
  const when = insights.generatedAt === null ? '' : ` at ${words.time(insights.generatedAt)}`;
  const count = figures === 1 ? '1 figure' : `${figures} figures`;
  const writer = insights.writer ?? 'computed';
  return `${count} checked against your rows${when} · ${writer === 'computed' ? writer : `words by ${writer}`}`;
}

function textOf(part: InsightPart, words: DashboardWords): InsightText {
  if (part.kind === 'text') return part;
  const query = { from: part.from, to: part.to, ...(part.network !== null && { network: part.network }) };
  return { kind: 'figure', text: figureText(part, words), query };
}

function figureText(part: Extract<InsightPart, { kind: 'figure' }>, words: DashboardWords): string {
  switch (part.unit) {
    case 'money':
      return words.money(part.value, part.currency ?? undefined);
    case 'ratio':
      return words.percent(absolute(part.value));
    case 'count':
      return words.count(part.value);
    case 'instant':
      return `${words.day(words.dayOf(part.value))}, ${words.time(part.value)}`;
  }
}

/** The sentence says rose or fell; the figure carries the size. */
function absolute(ratio: string): string {
  return coordinate(ratio) < 0 ? ratio.slice(1) : ratio;
}
