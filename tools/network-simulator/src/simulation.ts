import { type AccountOptions } from './accounts';
import { Clock } from './clock';
import { DEMO_ACCOUNTS } from './demo-accounts';
import { Faults } from './faults/fault';
import { Limits } from './http/limits';
import { RequestLog } from './http/request-log';
import { networks, PROFILES } from './networks/index';
import { type Account, type Network } from './networks/network';
import { type SimulatorOptions } from './options';
import { AccountWorld, type WorldOptions } from './world/account-world';
import { seedOf } from './world/dice';
import { WindowMemory } from './world/row-cache';
import { ToldWorld } from './world/told-world';
import { type World } from './world/world';

const HISTORY_MONTHS = 25;

const DEFAULTS = {
  seed: 42,
  accounts: DEMO_ACCOUNTS,
  salesPerDay: 8,
  tempo: 0,
  latencyMs: 0,
  pageSize: Number.POSITIVE_INFINITY,
  limits: true,
  clickBankDailyQuota: 25_000,
  tokenLifetimeSeconds: 86_400,
  now: Date.now,
} satisfies SimulatorOptions;

function historyStart(start: number): number {
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - HISTORY_MONTHS, 1);
}

function account(
  each: AccountOptions,
  options: { readonly seed: number; readonly salesPerDay: number },
  setting: Setting,
): Account {
  const seed = each.seed ?? seedOf(`${each.network}/${each.label}`, options.seed);
  return {
    network: each.network,
    label: each.label,
    credentials: each.credentials,
    seed,
    world: worldOf(
      each,
      {
        seed,
        profile: PROFILES[each.network],
        salesPerDay: each.salesPerDay ?? options.salesPerDay,
        since: each.since === undefined ? historyStart(setting.start) : Date.parse(each.since),
        livePerMinute: setting.live,
        liveSince: setting.start,
      },
      setting,
    ),
  };
}

interface Setting {
  readonly start: number;
  readonly live: number;
  readonly memory: WindowMemory;
  readonly now: () => number;
}

function worldOf({ history }: AccountOptions, options: WorldOptions, { memory, now }: Setting): World {
  return history === undefined ? new AccountWorld(options, memory) : new ToldWorld(options, history, now);
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
  /** Rows a page has at most, whatever the network's own size. */
  readonly pageSize: number;
}

export function simulation(options: SimulatorOptions): Simulation {
  const wanted = { ...DEFAULTS, ...options };
  const clock = new Clock(wanted.now);
  const start = options.start === undefined ? clock.now() : Date.parse(options.start);
  const live = wanted.tempo / Math.max(1, new Set(wanted.accounts.map(({ network }) => network)).size);
  const memory = new WindowMemory();
  return {
    seed: wanted.seed,
    clock,
    networks: networks(wanted.tokenLifetimeSeconds),
    accounts: wanted.accounts.map((each) =>
      account(each, wanted, { start, live, memory, now: () => clock.now() }),
    ),
    faults: new Faults(),
    log: new RequestLog(),
    limits: wanted.limits ? new Limits(wanted.clickBankDailyQuota) : null,
    latencyMs: wanted.latencyMs,
    pageSize: wanted.pageSize,
  };
}

/** A network and one of its accounts: the first when no label is given. */
export function find(
  { networks: all, accounts }: Simulation,
  network: string | null,
  label: string | null,
): { network: Network; account: Account } | null {
  const found = all.find(({ id }) => id === network);
  const account = accounts.find(
    (each) => each.network === network && (label === null || each.label === label),
  );
  return found === undefined || account === undefined ? null : { network: found, account };
}
