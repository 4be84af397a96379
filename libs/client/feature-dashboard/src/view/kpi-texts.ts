import type { KpiId } from '@tributary/api-contract';

export interface KpiTexts {
  readonly label: string;
  readonly definition: string;
  readonly formula: string;
}

/** What each figure means, in the words of its info popover. */
export const KPI_TEXTS: Readonly<Record<KpiId, KpiTexts>> = {
  earnings: {
    label: 'Earnings',
    definition: 'What you keep: commission of completed sales after everything that was taken back.',
    formula: 'commission of completed sales − reversed commission',
  },
  revenue: {
    label: 'Revenue',
    definition: 'What customers paid, after refunds, for sales whose gross the network tells.',
    formula: 'gross − refunded gross, where gross is known',
  },
  sales: {
    label: 'Sales',
    definition: 'Sales that moved money, those reversed later included. AOV is the average gross.',
    formula: 'count of completed, refunded and charged back sales',
  },
  pending: {
    label: 'Pending',
    definition: 'Commission the networks have not confirmed. It is shown apart, never inside Earnings.',
    formula: 'commission of pending sales',
  },
  'refund-rate': {
    label: 'Refund rate',
    definition: 'How many sales of this period were reversed, whenever that happened.',
    formula: 'reversed sales ÷ sales, by day of sale',
  },
  momentum: {
    label: 'Momentum',
    definition: 'Whether earnings speed up or slow down, from whole days only.',
    formula: 'mean day of the last 7 ÷ mean day of the last 30 − 1',
  },
  epc: {
    label: 'EPC',
    definition: 'Earnings per click, over the networks that report visits.',
    formula: 'earnings ÷ visits, where visits are reported',
  },
};
