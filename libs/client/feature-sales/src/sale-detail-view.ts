import type { DecimalText, NetworkDescriptor, ReversalRow, SaleRow } from '@tributary/api-contract';
import { isZero, negate, subtract } from './decimal-text';
import { NOT_REPORTED, type SaleWords } from './sale-row-view';

export interface SaleDetailView {
  readonly title: string;
  readonly sums: readonly SaleSum[];
  readonly facts: readonly { readonly label: string; readonly value: string; readonly note?: string }[];
  readonly reversals: readonly ReversalView[];
}

interface SaleSum {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly isNegative: boolean;
}

interface ReversalView {
  readonly at: string;
  readonly kind: string;
  readonly isObserved: boolean;
  readonly commission: string;
  /** What the customer got back, or null when the network does not say. */
  readonly gross: string | null;
  readonly explanation: string;
}

const KINDS = { refund: 'Refund', chargeback: 'Chargeback', void: 'Commission void' } as const;

interface Context {
  /** null while the networks are still loading or the network is not registered any more. */
  readonly network: NetworkDescriptor | null;
  readonly timeZone: string;
  readonly words: SaleWords;
}

export function saleDetailView(sale: SaleRow, context: Context): SaleDetailView {
  return {
    title: sale.productName ?? `Product ${NOT_REPORTED}`,
    sums: sums(sale, context.words),
    facts: facts(sale, context),
    reversals: sale.reversals.map((reversal) => reversalView(reversal, sale, context)),
  };
}

function sums(sale: SaleRow, words: SaleWords): SaleSum[] {
  const money = (value: DecimalText | null) =>
    value === null ? NOT_REPORTED : words.money(value, sale.commissionCurrency);
  const isReversed = !isZero(sale.reversedCommission);
  const left = sale.commission === null ? null : subtract(sale.commission, sale.reversedCommission);
  return [
    { label: 'Commission', value: money(sale.commission), note: 'before reversals', isNegative: false },
    {
      label: 'Reversed',
      value: money(isReversed ? negate(sale.reversedCommission) : '0'),
      note: reversedNote(sale, left),
      isNegative: isReversed,
    },
    sale.status === 'pending'
      ? { label: 'Pending', value: money(left), note: 'not in Earnings yet', isNegative: false }
      : { label: 'Left in Earnings', value: money(left), note: 'by both clocks', isNegative: false },
  ];
}

function reversedNote(sale: SaleRow, left: DecimalText | null): string {
  if (isZero(sale.reversedCommission)) return 'nothing';
  return left !== null && isZero(left) ? 'all of it' : 'a part';
}

function facts(sale: SaleRow, { network, timeZone, words }: Context): SaleDetailView['facts'] {
  const zones =
    network === null || network.timeZone === timeZone
      ? []
      : [
          {
            label: `At ${network.name}`,
            value: words.exact(sale.saleDate, network.timeZone),
            note: city(network.timeZone),
          },
        ];
  const gross = sale.amount === null ? NOT_REPORTED : words.money(sale.amount, sale.currency);
  return [
    { label: 'Sold', value: words.exact(sale.saleDate), note: city(timeZone) },
    ...zones,
    {
      label: 'Gross',
      value: gross,
      note: sale.amount === null ? grossNote(network) : `paid by the customer, ${sale.currency}`,
    },
    { label: 'Account', value: sale.accountLabel },
  ];
}

function grossNote(network: NetworkDescriptor | null): string {
  return network === null ? 'by the network' : `by ${network.name}`;
}

function reversalView(reversal: ReversalRow, sale: SaleRow, context: Context): ReversalView {
  const { words, network } = context;
  const name = network?.name ?? 'The network';
  const clocks = `Event clock: ${words.day(reversal.reversedAt)}. Sale clock: ${words.day(sale.saleDate)}.`;
  const why = `${name} sends no date for it, so this counts from the first sync that saw it. `;
  return {
    at: words.exact(reversal.reversedAt),
    kind: KINDS[reversal.kind],
    isObserved: reversal.observed,
    commission: signedMoney(reversal.commission, sale.commissionCurrency, words),
    gross: reversal.amount === null ? null : words.money(reversal.amount, sale.currency),
    explanation: `${reversal.observed ? why : ''}${clocks}`,
  };
}

function signedMoney(value: DecimalText | null, currency: string, words: SaleWords): string {
  return value === null ? NOT_REPORTED : words.money(negate(value), currency);
}

/** "America/Sao_Paulo" reads "Sao Paulo". */
function city(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}
