import { type AccountOptions, type NetworkId } from './accounts';
import { Clock } from './clock';
import { DEMO_ACCOUNTS } from './demo-accounts';
import { Faults } from './faults/fault';
import { Limits } from './http/limits';
import { RequestLog } from './http/request-log';
import { networks, PROFILES } from './networks/index';
import { type Account, type Network } from './networks/network';
import { type SimulatorOptions } from './options';
import { AccountWorld } from './world/account-world';
import { seedOf } from './world/dice';

const HISTORY_MONTHS = 25;

function historyStart(start: number): number {
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - HISTORY_MONTHS, 1);
}

function account(
  each: AccountOptions,
  options: SimulatorOptions,
  setting: { start: number; live: number },
): Account {
  const seed = each.seed ?? seedOf(`${each.network}/${each.label}`, options.seed ?? 42);
  return {
    network: each.network,
    label: each.label,
    credentials: each.credentials,
    seed,
    world: new AccountWorld({
      seed,
      profile: PROFILES[each.network],
      salesPerDay: each.salesPerDay ?? options.salesPerDay ?? 8,
      since: each.since === undefined ? historyStart(setting.start) : Date.parse(each.since),
      livePerMinute: setting.live,
      liveSince: setting.start,
    }),
  };
}

/** Everything a running simulator holds. */
export interface Simulation {
  readonly seed: number;
  readonly clock: Clock;
  readonly networks: readonly Network[];
  readonly accounts: readonly Account[];
  readonly faults: Faults;
  readonly log: RequestLog;
  /** Null when limits are off. */
  readonly limits: Limits | null;
  readonly latencyMs: number;
}

export function simulation(options: SimulatorOptions): Simulation {
  const clock = new Clock(options.now ?? Date.now);
  const start = options.start === undefined ? clock.now() : Date.parse(options.start);
  const chosen = options.accounts ?? DEMO_ACCOUNTS;
  const live = (options.tempo ?? 0) / Math.max(1, new Set(chosen.map(({ network }) => network)).size);
  return {
    seed: options.seed ?? 42,
    clock,
    networks: networks(options.tokenLifetimeSeconds ?? 86_400),
    accounts: chosen.map((each) => account(each, options, { start, live })),
    faults: new Faults(),
    log: new RequestLog(),
    limits: options.limits === false ? null : new Limits(options.clickBankDailyQuota ?? 25_000),
    latencyMs: options.latencyMs ?? 0,
  };
}

/** A network and one of its accounts: the first when no label is given. */
export function find(
  { networks: all, accounts }: Simulation,
  network: NetworkId | string | null,
  label: string | null,
): { network: Network; account: Account } | null {
  const found = all.find(({ id }) => id === network);
  const account = accounts.find(
    (each) => each.network === network && (label === null || each.label === label),
  );
  return found === undefined || account === undefined ? null : { network: found, account };
}
