import { DEMO_ACCOUNTS } from './demo-accounts';
import { type AccountOptions, type NetworkId } from './accounts';
import { type SimulatorOptions } from './options';
import { type RunningSimulator, startSimulator } from './start-simulator';

export const NOW = Date.UTC(2026, 9, 20, 12);

/** A simulator that stands still at {@link NOW}, without limits, with half a year of history. */
export async function still(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const accounts = DEMO_ACCOUNTS.map((account) => ({ ...account, since: '2026-04-01T00:00:00Z' }));
  return startSimulator({
    seed: 42,
    start: new Date(NOW).toISOString(),
    now: () => NOW,
    limits: false,
    accounts,
    ...options,
  });
}

function demo(network: NetworkId): AccountOptions {
  const account = DEMO_ACCOUNTS.find((each) => each.network === network);
  if (account === undefined) throw new RangeError(network);
  return account;
}

/** A credential of the network's demo account. */
export function credential(network: NetworkId, name: string): string {
  return demo(network).credentials[name] ?? '';
}

/** Decimal text to hundredths, exactly: `12.5` is 1250. */
export function hundredths(text: string | number): number {
  return Math.round(Number(text) * 100);
}

/** The value, or the test fails here. */
export function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('Nothing there.');
  return value;
}
