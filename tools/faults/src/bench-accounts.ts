import type { ApiClient, AppProcess } from '@tributary/e2e-installation';
import type { AccountOptions } from '@tributary/network-simulator';

const DAY = 86_400_000;

/** HTTP status of a process' readiness, 0 when it does not answer. */
export async function readinessOf({ lines }: AppProcess): Promise<number> {
  const port = lines
    .map((line) => /probes on port (\d+)/.exec(line)?.[1])
    .find((found) => found !== undefined);
  const answer = await fetch(`http://127.0.0.1:${port ?? '0'}/readyz`).catch(() => null);
  return answer?.status ?? 0;
}

/** Connects every account, to be read since yesterday. */
export async function connectAccounts(client: ApiClient, accounts: readonly AccountOptions[]): Promise<void> {
  const backfillFrom = dayText(Date.now() - DAY);
  const answers = await Promise.all(
    accounts.map(({ network, credentials, label }) =>
      client.problem('POST', 'network-accounts', { network, credentials, label, backfillFrom }),
    ),
  );
  const refused = answers.find(({ status }) => status !== 201);
  if (refused) throw new Error(`An account cannot be connected: ${refused.body.detail}`);
}

/** `YYYY-MM-DD`, in UTC. */
export function dayText(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
