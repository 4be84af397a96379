import type { NetworkId } from '@tributary/network-simulator';
import { NETWORKS, type Scenario } from '../scenario';

const UNAVAILABLE = ['network-unavailable'];
const TYPED = ['unexpected-response', 'network-unavailable', 'rate-limited'];

/** Longer than a run without faults takes, shorter than a clock that is wrong by 90 s would make it. */
const ASKED_SECONDS = 8;
const KEPT = { atLeast: ASKED_SECONDS, atMost: 60 };

/** Hotmart's token is short: byte by byte it would still come in time. */
const salesOnly = (network: NetworkId) => (network === 'hotmart' ? { path: 'sales' } : {});

/** A network that answers with a fault, and what comes back of its own accord. */
export const ANSWER_SCENARIOS: readonly Scenario[] = [
  {
    id: 'status-500-once',
    title: '500 once, then 200',
    networks: NETWORKS,
    faults: () => [{ kind: 'status-500' }],
    expected: { outcome: ['ok'] },
  },
  {
    id: 'status-503-retry-after',
    title: '503 with Retry-After',
    networks: NETWORKS,
    faults: () => [{ kind: 'status-503-retry-after', seconds: ASKED_SECONDS }],
    expected: { outcome: ['ok'], seconds: KEPT },
  },
  {
    id: 'status-429-seconds',
    title: '429 with Retry-After',
    networks: NETWORKS,
    faults: () => [{ kind: 'status-429', seconds: ASKED_SECONDS }],
    expected: { outcome: ['ok'], seconds: KEPT },
  },
  {
    id: 'status-429-date',
    title: '429 with a date, server clock 90 s ahead',
    networks: NETWORKS,
    faults: () => [{ kind: 'status-429', seconds: ASKED_SECONDS, httpDate: true, clockAheadSeconds: 90 }],
    expected: { outcome: ['ok'], seconds: KEPT },
  },
  {
    id: 'status-429-half-hour',
    title: '429 for half an hour',
    networks: NETWORKS,
    faults: () => [{ kind: 'status-429', seconds: 1800, times: null }],
    expected: {
      outcome: ['failed'],
      errorKinds: ['rate-limited'],
      dueInSeconds: { atLeast: 1700, atMost: 1900 },
      requestsAtMost: 2,
    },
    restartsWorker: true,
  },
  {
    id: 'quota-403',
    title: '403 for a spent quota',
    networks: ['clickbank'],
    faults: () => [{ kind: 'quota-403', times: null }],
    expected: {
      outcome: ['failed'],
      errorKinds: ['rate-limited'],
      dueInSeconds: { atLeast: 1800, atMost: 3700 },
      requestsAtMost: 4,
    },
    restartsWorker: true,
  },
  {
    id: 'html-page',
    title: '200 with a sign-in page',
    networks: NETWORKS,
    faults: () => [{ kind: 'html-page', times: null }],
    expected: { outcome: ['failed'], errorKinds: ['unexpected-response'], requestsAtMost: 4 },
  },
  {
    id: 'error-object-200',
    title: '200 with an error object',
    networks: NETWORKS,
    faults: () => [{ kind: 'error-object-200', times: null }],
    expected: { outcome: ['failed'], errorKinds: TYPED, requestsAtMost: 4 },
  },
  {
    id: 'network-down',
    title: 'network down, then back',
    networks: NETWORKS,
    startsSynced: true,
    faults: () => [{ kind: 'network-down', times: null }],
    expected: {
      outcome: ['failed'],
      errorKinds: UNAVAILABLE,
      dueInSeconds: { atLeast: 200, atMost: 400 },
      requestsAtMost: 8,
    },
  },
  {
    id: 'trickle',
    title: 'a body that comes byte by byte, once',
    networks: NETWORKS,
    faults: (network) => [{ kind: 'trickle', ms: 400, ...salesOnly(network) }],
    // The whole exchange has a deadline, however lively it is.
    expected: { outcome: ['ok'], seconds: { atLeast: 100, atMost: 170 } },
  },
  {
    id: 'hang',
    title: 'accepts, never answers, once',
    networks: NETWORKS,
    faults: () => [{ kind: 'hang' }],
    expected: { outcome: ['ok'], seconds: { atLeast: 50, atMost: 130 } },
  },
  {
    id: 'reset-mid-body',
    title: 'connection reset in mid-body, twice',
    networks: NETWORKS,
    faults: () => [{ kind: 'reset-mid-body', times: 2 }],
    expected: { outcome: ['ok'] },
  },
  {
    id: 'refused-key',
    title: 'key refused on one account',
    networks: NETWORKS,
    faults: () => [{ kind: 'refuse-key', times: null }],
    expected: {
      outcome: ['failed'],
      errorKinds: ['credentials-rejected', 'permission-missing'],
      needsAttention: true,
      dueInSeconds: { atLeast: 3000, atMost: 90_000 },
      requestsAtMost: 4,
    },
  },
];
