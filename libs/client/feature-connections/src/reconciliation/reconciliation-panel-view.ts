import type {
  ComparedAmountView,
  ComparedFiguresView,
  CurrencyCode,
  DecimalText,
  ReconciledDayView,
  ReconciliationView,
} from '@tributary/api-contract';
import type { CardWords } from '../accounts/card-words';
import { causeWords, type CauseWords } from './cause-words';

export interface ReconciliationWords extends Pick<CardWords, 'count' | 'day' | 'moment'> {
  money(amount: DecimalText, currency: CurrencyCode): string;
  /** With its sign. */
  signedMoney(amount: DecimalText, currency: CurrencyCode): string;
}

/** One figure of a day, as both sides have it. */
interface FigureLine {
  /** "Commission, USD" */
  readonly label: string;
  readonly network: string;
  readonly ours: string;
  /** With its sign; null where both agree. */
  readonly difference: string | null;
}

export interface DayView {
  readonly day: string;
  /** How the day reads: "Fri 13 Mar". */
  readonly name: string;
  readonly lines: readonly FigureLine[];
  /** The different likely causes of the day. */
  readonly causes: readonly CauseWords[];
  readonly reread: ReconciledDayView['reread'];
}

export interface ReconciliationPanelView {
  readonly lead: string;
  /** Why the network's figures are old; null when they were read the last time. */
  readonly notice: string | null;
  readonly differing: readonly DayView[];
  readonly open: readonly DayView[];
  readonly matching: readonly DayView[];
  /** "29 days agree" */
  readonly matchingTitle: string;
  readonly basis: string | null;
}

export function reconciliationPanelView(
  view: ReconciliationView,
  context: { readonly network: string; readonly words: ReconciliationWords },
): ReconciliationPanelView {
  const { network, words } = context;
  const days = (verdict: ReconciledDayView['verdict']) =>
    view.days.filter((day) => day.verdict === verdict).map((day) => dayView(day, context));
  const [differing, matching] = [days('differs'), days('matches')];
  const { failure } = view.summary;
  return {
    lead: leadOf(differing.length, matching.length, context),
    notice:
      failure &&
      `The totals of ${network} could not be read the last time. ${failure} They are asked for again with the next reading.`,
    differing,
    open: days('open'),
    matching,
    matchingTitle: `${dayCount(matching.length, words)} ${matching.length === 1 ? 'agrees' : 'agree'}`,
    basis: view.basis && `${view.basis} Days are those of ${placeOf(view.zone)}.`,
  };
}

/** For the account's card: "ClickBank states other figures on 2 of 31 days." */
export function differingDays(
  { differingDays: differing, checkedDays }: { readonly differingDays: number; readonly checkedDays: number },
  network: string,
  words: Pick<CardWords, 'count'>,
): string {
  return `${network} states other figures on ${words.count(differing)} of ${dayCount(checkedDays, words)}.`;
}

function leadOf(
  differing: number,
  matching: number,
  { network, words }: { readonly network: string; readonly words: ReconciliationWords },
): string {
  const all = differing + matching;
  if (all === 0) return 'No day has ended yet that could be compared.';
  if (differing === 0)
    return `${network} states the same figures on ${all === 1 ? 'the one day' : `all ${dayCount(all, words)}`}.`;
  return `${differingDays({ differingDays: differing, checkedDays: all }, network, words)} The figures in Tributary are those of the rows that were read.`;
}

function dayView(
  day: ReconciledDayView,
  { network, words }: { readonly network: string; readonly words: ReconciliationWords },
): DayView {
  const causes = [...new Set(day.amounts.flatMap(({ cause }) => cause ?? []))];
  const rows = day.quarantinedRows === 1 ? '1 row' : `${words.count(day.quarantinedRows)} rows`;
  return {
    day: day.day,
    name: words.day(day.day),
    lines: day.amounts.flatMap((amount) => linesOf(amount, day.amounts.length > 1, words)),
    causes: causes.map((cause) => causeWords(cause, { network, rows })),
    reread: day.reread,
  };
}

type Figure = keyof ComparedFiguresView;

/** The one that tells most comes first. */
const FIGURES: readonly { readonly name: Figure; readonly label: string }[] = [
  { name: 'netCommission', label: 'Commission' },
  { name: 'grossCommission', label: 'Commission before refunds' },
  { name: 'voidedCommission', label: 'Taken back' },
  { name: 'conversions', label: 'Sales' },
  { name: 'reversals', label: 'Refunds' },
];

/**
 * Every figure that differs; where none does, the one that tells most of what the network states. Commission before refunds
 * is left out where what is left of it differs as well: it would only repeat that.
 */
function linesOf(
  { network, ours, difference, currency }: ComparedAmountView,
  isOneOfSeveral: boolean,
  words: ReconciliationWords,
): FigureLine[] {
  const isDifferent = (name: Figure) => Number(difference[name] ?? 0) !== 0;
  const stated = FIGURES.filter(({ name }) => network[name] !== null);
  const differing = stated.filter(
    ({ name }) => isDifferent(name) && !(name === 'grossCommission' && isDifferent('netCommission')),
  );
  const shown = differing.length > 0 ? differing : stated.slice(0, 1);
  return shown.map(({ name, label }) => ({
    label: isOneOfSeveral || typeof network[name] !== 'number' ? `${label}, ${currency}` : label,
    network: figure(network[name], currency, words),
    ours: figure(ours[name], currency, words),
    difference: differing.length > 0 ? signed(difference[name], currency, words) : null,
  }));
}

function figure(
  value: number | DecimalText | null,
  currency: CurrencyCode,
  words: ReconciliationWords,
): string {
  if (value === null) return 'not reported';
  return typeof value === 'number' ? words.count(value) : words.money(value, currency);
}

function signed(
  value: number | DecimalText | null,
  currency: CurrencyCode,
  words: ReconciliationWords,
): string | null {
  if (value === null) return null;
  if (typeof value !== 'number') return words.signedMoney(value, currency);
  return `${value > 0 ? '+' : '−'}${words.count(Math.abs(value))}`;
}

function dayCount(days: number, words: Pick<CardWords, 'count'>): string {
  return days === 1 ? '1 day' : `${words.count(days)} days`;
}

/** "America/Los_Angeles" reads "Los Angeles". */
function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
