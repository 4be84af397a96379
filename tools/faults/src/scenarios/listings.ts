import type { NetworkId } from '@tributary/network-simulator';
import type { Bench } from '../bench';
import { NETWORKS, type Scenario } from '../scenario';

const DEEP_DAYS = 40;
/** Answers of the first slice: ClickCRM sends days before rows, Hotmart commissions before sales. */
const FIRST_SLICE: Readonly<Record<NetworkId, number>> = {
  clickbank: 1,
  digistore24: 1,
  buygoods: 2,
  maxweb: 2,
  jvzoo: 1,
  hotmart: 2,
};

/** Where the rows of sales are listed, for faults that concern a row. */
const SALES_PATH: Readonly<Partial<Record<NetworkId, string>>> = {
  buygoods: 'commissions',
  maxweb: 'commissions',
  hotmart: 'history',
};
const salesPath = (network: NetworkId) => {
  const path = SALES_PATH[network];
  return path === undefined ? {} : { path };
};

const deepReading = (bench: Bench) => bench.makeDeepReadingDue();

/** Faults inside a listing, or between its pages. */
export const LISTING_SCENARIOS: readonly Scenario[] = [
  {
    id: 'empty-list',
    title: 'empty list where there were rows',
    networks: NETWORKS,
    startsSynced: true,
    faults: () => [{ kind: 'empty-list', times: null }],
    expected: { outcome: ['ok'], warns: true },
  },
  {
    id: 'page-fails-for-good',
    title: 'a later page fails for good',
    networks: NETWORKS,
    backfillDays: DEEP_DAYS,
    faults: () => [{ kind: 'status-500', times: null }],
    afterAnswers: (network) => FIRST_SLICE[network],
    expected: { outcome: ['partial'], errorKinds: ['network-unavailable'], pagesAtLeast: 1 },
  },
  {
    id: 'token-expired',
    title: 'OAuth token expires in mid-run',
    networks: ['hotmart'],
    backfillDays: DEEP_DAYS,
    faults: () => [{ kind: 'token-expired' }],
    afterAnswers: () => 2,
    expected: { outcome: ['ok'] },
  },
  {
    id: 'duplicate-row',
    title: 'the same order twice in one page',
    networks: NETWORKS,
    faults: (network) => [{ kind: 'duplicate-row', times: null, ...salesPath(network) }],
    expected: { outcome: ['ok'] },
  },
  {
    id: 'malformed-row',
    title: 'an amount that cannot be read',
    networks: NETWORKS,
    faults: (network) => [{ kind: 'malformed-row', ...salesPath(network) }],
    expected: { outcome: ['ok'], quarantined: 1 },
    beforeHealing: deepReading,
  },
];
