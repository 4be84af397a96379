import { calendarDay, currency } from '@tributary/domain';
import {
  createOrm,
  migrate,
  PostgresAgencyRepository,
  PostgresExchangeRateRepository,
  PostgresNetworkAccountRepository,
  PostgresSaleRepository,
} from '@tributary/postgres';
import { CredentialCipher } from '@tributary/ports';
import type { BenchAccount, Workload } from './workload';

type Orm = ReturnType<typeof createOrm>;

/** Sealing is not what is measured; its cost is that of AES, some gigabytes a second. */
class OpenCipher extends CredentialCipher {
  readonly keyIds = ['00000000'] as const;

  seal(plain: Uint8Array): Uint8Array {
    return plain;
  }

  open(sealed: Uint8Array): Uint8Array {
    return sealed;
  }
}

export interface BenchDatabase {
  /** Of the product's login. */
  readonly url: string;
  /** As the product works: one agency at a time. */
  readonly orm: Orm;
  /** Of the superuser, past all policies. */
  readonly owner: Orm;
  readonly sales: PostgresSaleRepository;
  /** The first row of a statement, its values as text. */
  readonly first: (sql: string) => Promise<Readonly<Record<string, string | null>>>;
  readonly close: () => Promise<void>;
}

export async function openDatabase(url: string): Promise<BenchDatabase> {
  const product = Object.assign(new URL(url), { username: 'bench_service', password: 'bench_service' }).href;
  await migrate({ owner: url, application: product });
  const orm = createOrm(product, { poolSize: 8, applicationName: 'tributary-bench' });
  const owner = createOrm(url, { poolSize: 2, applicationName: 'tributary-bench-owner' });
  return {
    url: product,
    orm,
    owner,
    sales: new PostgresSaleRepository(orm, new OpenCipher()),
    first: async (sql) => {
      const [row] = await owner.em.fork().getConnection().execute<Record<string, string | null>[]>(sql);
      return row ?? {};
    },
    close: async () => {
      await Promise.all([orm.close(), owner.close()]);
    },
  };
}

/** Rates for every day of two years and more. */
export async function saveRates({ orm }: BenchDatabase): Promise<void> {
  const days = Array.from({ length: 800 }, (_, index) => new Date(Date.now() - index * 86_400_000));
  const rates = days.flatMap((day) =>
    [currency('USD'), currency('BRL')].map((code, index) => ({
      day: calendarDay(day.toISOString().slice(0, 10)),
      currency: code,
      perEuro: index === 0 ? '1.08' : '6.2',
    })),
  );
  await new PostgresExchangeRateRepository(orm).save(rates, 'European Central Bank');
}

/** Empties the database and adds the agencies and accounts of a workload, and rates for its days. */
export async function prepare(database: BenchDatabase, { big, small }: Workload): Promise<void> {
  const { orm, first } = database;
  await first('truncate sale, reversal, exchange_rate cascade');
  // Not emptied at once: the audit trail leaves row by row with its agency, and no other way.
  await first('delete from agency');
  const agencies = new PostgresAgencyRepository(orm);
  const accounts = new PostgresNetworkAccountRepository(orm);
  const known = new Set<string>();
  for (const account of [...big, ...small]) {
    if (!known.has(account.agencyId)) await agencies.add(anAgency(account.agencyId));
    known.add(account.agencyId);
    await accounts.add(anAccount(account));
  }
  await saveRates(database);
}

function anAgency(id: string) {
  const reportingCurrency = currency('EUR');
  return {
    ...{ id, name: 'Bench', reportingCurrency, timeZone: 'Europe/Berlin', locale: 'en-GB' },
    ...{ kind: 'customer' as const, suspendedAt: null },
  };
}

function anAccount({ agencyId, accountId, network }: BenchAccount) {
  return {
    ...{ id: accountId, agencyId, network, label: 'bench', identityHash: accountId },
    clientId: null,
    backfillFrom: new Date(Date.now() - 730 * 86_400_000),
    sealedCredentials: Buffer.from('none'),
    credentialHints: {},
    nextDueAt: new Date(Date.now() + 3_600_000),
  };
}
