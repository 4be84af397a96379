import type { MikroORM } from '@mikro-orm/postgresql';
import { currency, networkId, type NetworkId } from '@tributary/domain';
import { CredentialCipher, type SalePage } from '@tributary/ports';
import { randomUUID } from 'node:crypto';
import { PostgresNetworkAccountRepository } from '../account/network-account.repository';
import { PostgresSyncRunRepository } from '../account/sync-run.repository';
import { PostgresAgencyRepository } from '../identity/agency.repository';
import { Statement } from '../statement';
import { inNoAgency } from '../tenancy';

/** Seals by turning every bit over: specs of storage see that bytes were sealed, and open them again. */
export class MirrorCipher extends CredentialCipher {
  readonly keyIds = ['ffffffff'] as const;

  seal(plain: Uint8Array): Uint8Array {
    return plain.map((byte) => byte ^ 0xff);
  }

  open(sealed: Uint8Array): Uint8Array {
    return this.seal(sealed);
  }
}

export interface TestAccount {
  readonly agencyId: string;
  readonly accountId: string;
  readonly network: NetworkId;
}

/** A new agency in UTC that reports in US dollars, unless told otherwise. */
export async function anAgency(
  orm: MikroORM,
  overrides: { readonly timeZone?: string; readonly reportingCurrency?: string } = {},
): Promise<string> {
  const id = randomUUID();
  await new PostgresAgencyRepository(orm).add({
    id,
    name: 'Northbank Media',
    reportingCurrency: currency(overrides.reportingCurrency ?? 'USD'),
    timeZone: overrides.timeZone ?? 'UTC',
    locale: 'en-GB',
    kind: 'customer',
    suspendedAt: null,
  });
  return id;
}

/** A new account, due since an hour. */
export async function anAccount(
  orm: MikroORM,
  agencyId: string,
  network = 'clickbank',
): Promise<TestAccount> {
  const accountId = randomUUID();
  await new PostgresNetworkAccountRepository(orm).add({
    id: accountId,
    agencyId,
    network: networkId(network),
    label: `label of ${accountId}`,
    clientId: null,
    backfillFrom: new Date('2026-01-01T00:00:00Z'),
    sealedCredentials: Buffer.from('sealed'),
    credentialHints: { apiKey: '7K2Q' },
    identityHash: accountId,
    nextDueAt: new Date(Date.now() - 3_600_000),
  });
  return { agencyId, accountId, network: networkId(network) };
}

/** A page of a new run of the account, empty but for the overrides. */
export async function aPage(
  orm: MikroORM,
  account: TestAccount,
  overrides: Partial<SalePage> = {},
): Promise<SalePage> {
  const window = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-20T00:00:00Z') };
  const runs = new PostgresSyncRunRepository(orm);
  const runId = await runs.begin(account, { trigger: 'manual', tier: 'hot', window });
  return {
    account,
    runId,
    rawPages: [{ bytes: Buffer.from(`page of ${runId}`), told: null }],
    sales: [],
    reversals: [],
    completeLinkKeys: [],
    neverPaid: [],
    dailyTotals: [],
    quarantined: [],
    checkpoint: null,
    completedTier: null,
    ...overrides,
  };
}

/** Rows of any query, for what no port shows. */
export function rowsOf(orm: MikroORM, sql: string, parameters: readonly unknown[] = []) {
  return new Statement<Record<string, unknown>>(sql).run(inNoAgency(orm), parameters);
}
