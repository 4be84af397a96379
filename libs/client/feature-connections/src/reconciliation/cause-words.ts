import type { DifferenceCause } from '@tributary/api-contract';

type NextStep = 'reread' | 'quarantine';

/** What likely happened, what it means for the figures, and what to do. */
export interface CauseWords {
  readonly text: string;
  readonly next: NextStep | null;
}

/** @param day.rows how many rows wait, as text. */
export function causeWords(
  cause: DifferenceCause,
  { network, rows }: { readonly network: string; readonly rows: string },
): CauseWords {
  const step = NEXT[cause] ?? null;
  return { text: TEXTS[cause](network, rows), next: step };
}

const NEXT: Partial<Record<DifferenceCause, NextStep>> = {
  'unfinished-reading': 'reread',
  quarantine: 'quarantine',
  'refund-not-read': 'reread',
  'rows-missing': 'reread',
  unexplained: 'reread',
};

const TEXTS: Readonly<Record<DifferenceCause, (network: string, rows: string) => string>> = {
  'open-day': (network) =>
    `The day had not ended when ${network} stated it. It is compared again once it has.`,
  'changed-since': (network) =>
    `Something changed here after ${network} stated the day. Its figures are asked for again with the daily reading.`,
  currency: (network) =>
    `${network} states the same sales in another currency. Nothing is missing. Check the currency of this connection.`,
  'day-shift': (network) =>
    `The day beside it differs by as much the other way: ${network} seems to begin its day at another hour. Nothing is missing.`,
  'reversal-day': (network) =>
    `The sales agree. What was taken back counts on another day at ${network}. Nothing is missing.`,
  pending: (network) =>
    `${network} counts sales that are pending here. They join the figures when it reports them as paid.`,
  'no-commission': () => 'Sales without commission are counted on one side only. Earnings are not affected.',
  'unfinished-reading': () =>
    'The last reading of this day broke off, so rows may be missing. Read the day again.',
  quarantine: (_, rows) =>
    `${rows} of readings that touched this day could not be read and are kept aside. They are not in the figures.`,
  'refund-not-read': (network) =>
    `${network} took money back since this day was last read. Read the day again.`,
  'rows-missing': (network) => `${network} counts more than it listed. Read the day again.`,
  unexplained: (network) =>
    `No cause was found. Read the day again. If it still differs, look the day up at ${network}.`,
};
