import type { FaultRequest, NetworkId } from '@tributary/network-simulator';
import type { Bench } from './bench';
import type { RunState } from './runs';

export const NETWORKS = ['clickbank', 'digistore24', 'buygoods', 'maxweb', 'jvzoo', 'hotmart'] as const;

/** What the struck account must show once things are quiet, while the fault is still there. */
export interface Expected {
  readonly outcome: readonly RunState['outcome'][];
  /** Error classes that are a truthful name for the fault; empty for none. */
  readonly errorKinds?: readonly string[];
  readonly needsAttention?: boolean;
  /** A person is told that an answer was empty where sales are stored. */
  readonly warns?: boolean;
  /** How long the run took, seconds: shows that a wait was kept, and that it was no longer than asked for. */
  readonly seconds?: { readonly atLeast?: number; readonly atMost?: number };
  /** When the account is due again, seconds from the end of the run. */
  readonly dueInSeconds?: { readonly atLeast: number; readonly atMost: number };
  /** Most requests of the account during the fault: a broken account is not hammered. */
  readonly requestsAtMost?: number;
  readonly quarantined?: number;
  readonly pagesAtLeast?: number;
}

export interface Scenario {
  readonly id: string;
  /** What happens, for the table. */
  readonly title: string;
  /** Networks it can happen to; the others are n.a. */
  readonly networks: readonly NetworkId[];
  /** First day to read, days before today. Default 10. */
  readonly backfillDays?: number;
  /** Whether everything is read once, without a fault, before it strikes. Default: the first reading is struck. */
  readonly startsSynced?: boolean;
  /** The faults of one network's account. */
  readonly faults?: (network: NetworkId) => readonly Omit<FaultRequest, 'network' | 'account'>[];
  /** Strike only after so many good answers to the account, so that it happens in the middle of a run. */
  readonly afterAnswers?: (network: NetworkId) => number;
  /** Strikes all accounts of the networks, not only one of each: nobody looks on. */
  readonly strikesAll?: boolean;
  /** The state of the networks before the first reading. */
  readonly beforeStart?: (bench: Bench) => Promise<void>;
  /** What happens to the installation itself while the run goes on. */
  readonly disturb?: (bench: Bench) => Promise<void>;
  readonly expected: Expected;
  /** Before the reading that must put everything right; by default nothing but the end of the fault. */
  readonly beforeHealing?: (bench: Bench) => Promise<void>;
  /** Ends what is in the memory of the worker (a pause of half an hour). */
  readonly restartsWorker?: boolean;
  /** Not where the server is shared with others. */
  readonly needsOwnPostgres?: boolean;
}

/** Failures by network; an empty list is a pass. */
export type Cells = ReadonlyMap<NetworkId, readonly string[]>;

/** Whether it strikes accounts and nothing else, so that others can be played at the same time. */
export function isCalm({ beforeStart, disturb }: Scenario): boolean {
  return beforeStart === undefined && disturb === undefined;
}
