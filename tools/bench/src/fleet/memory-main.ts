import { ReadTotals, SyncAccount } from '@tributary/application';
import { AesGcmCredentialCipher } from '@tributary/credential-cipher';
import {
  createOrm,
  DatabaseClock,
  PostgresNetworkOutageRepository,
  PostgresReconciliationRepository,
  PostgresRereadRequestRepository,
  PostgresSaleRepository,
  PostgresSaleRhythmRepository,
  PostgresSyncAccountRepository,
  PostgresSyncProgressChannel,
  PostgresSyncRunRepository,
} from '@tributary/postgres';
import { IdentifierFactory } from '@tributary/ports';
import { createHash, randomUUID } from 'node:crypto';
import { LongHistoryNetworks } from './long-history';

const MEGABYTE = 2 ** 20;

class Identifiers extends IdentifierFactory {
  id(): string {
    return randomUUID();
  }

  token(): string {
    return randomUUID();
  }

  fingerprint(text: string): string {
    return createHash('sha256').update(text).digest('hex');
  }

  fraction(): number {
    return 0.5;
  }
}

/** One reading of one account of so many rows, in a process of its own: prints how much memory it took on the way. */
const [agencyId = '', accountId = '', rowsText = ''] = process.argv.slice(2);
const rows = Number(rowsText);
const memory = () => process.memoryUsage.rss() / MEGABYTE;

const orm = createOrm(process.env.DATABASE_URL ?? '', { poolSize: 4, waitsInLine: true });
const cipher = new AesGcmCredentialCipher([Buffer.from(process.env.ENCRYPTION_KEY ?? '', 'hex')]);
const peaks = { first: 0, whole: 0 };
const networks = new LongHistoryNetworks(rows, (told) => {
  peaks.whole = Math.max(peaks.whole, memory());
  if (told <= rows / 10) peaks.first = peaks.whole;
});
const clock = new DatabaseClock(orm);
await clock.start();
const reconciliation = new PostgresReconciliationRepository(orm);
const progress = new PostgresSyncProgressChannel(orm);
const sync = new SyncAccount({
  ...{ networks, cipher, clock, progress, identifiers: new Identifiers() },
  accounts: new PostgresSyncAccountRepository(orm),
  runs: new PostgresSyncRunRepository(orm),
  sales: new PostgresSaleRepository(orm, cipher),
  totals: new ReadTotals({ networks, reconciliation, clock }),
  outages: new PostgresNetworkOutageRepository(orm),
  rhythms: new PostgresSaleRhythmRepository(orm),
  rereads: new PostgresRereadRequestRepository(orm),
});
const idle = memory();
const [run] = await sync.run({
  id: randomUUID(),
  request: { agencyId, accountId, trigger: 'manual' },
  signal: new AbortController().signal,
});
clock.stop();
await progress.close();
await orm.close();
process.stdout.write(`${JSON.stringify({ idle, ...peaks, outcome: run?.outcome, created: run?.created })}\n`);
