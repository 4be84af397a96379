import type { AccountHealth, InstantText, NetworkCode } from '@tributary/api-contract';

interface WaitingAccount {
  readonly network: NetworkCode;
  readonly health: AccountHealth;
  readonly outageSince: InstantText | null;
  readonly nextSyncAt: InstantText | null;
}

/** A network that answers none of its connections, as far as the agency's own accounts wait for it. */
export interface NetworkOutage {
  readonly network: NetworkCode;
  readonly since: InstantText;
  /** How many connections wait. */
  readonly waiting: number;
  /** When the first of them is tried again; null when that is not known. */
  readonly nextTryAt: InstantText | null;
}

/** One entry a network, longest down first. Paused accounts wait for nothing. */
export function networkOutages(accounts: readonly WaitingAccount[]): readonly NetworkOutage[] {
  const waiting = accounts.filter(({ health, outageSince }) => outageSince !== null && health !== 'paused');
  return [...Map.groupBy(waiting, ({ network }) => network)]
    .map(([network, own]) => ({
      network,
      since: earliest(own.map(({ outageSince }) => outageSince)) ?? '',
      waiting: own.length,
      nextTryAt: earliest(own.map(({ nextSyncAt }) => nextSyncAt)),
    }))
    .toSorted((a, b) => a.since.localeCompare(b.since));
}

function earliest(instants: readonly (InstantText | null)[]): InstantText | null {
  return instants.filter((at) => at !== null).toSorted()[0] ?? null;
}
