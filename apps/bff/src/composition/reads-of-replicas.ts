/**
 * What replicas may answer: figures, lists of sales and what changed in them, which are what pages and files are made
 * of. Everything that signs in, locks, writes or decides about a write is asked of the primary.
 */
export const READS_OF_REPLICAS = {
  figures: ['byDay', 'byMonth', 'unconverted', 'visits', 'dashboard'],
  sales: ['listSales', 'countSales'],
  history: ['listChanges', 'summarizeChanges', 'historyOf', 'keptSince'],
} as const;
