import type { EntityManager } from '@mikro-orm/postgresql';
import type { CredentialCipher, SalePage, SealContext } from '@tributary/ports';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import { storeNetworkTotals } from '../reconciliation/store-totals';
import { Statement } from '../statement';
import { lastPerKey } from './store-sales';

const compress = promisify(zstdCompress);

const KNOWN_PAGE = new Statement<object>(
  'select 1 from raw_page where agency_id = $1 and account_id = $2 and hash = $3',
);
const KEEP_PAGE = new Statement<object>(`
  insert into raw_page (agency_id, account_id, hash, content, run_id) values ($1, $2, $3, $4, $5)
  on conflict do nothing`);

const QUARANTINE = new Statement<object>(`
  insert into quarantined_row (agency_id, account_id, hash, reason, content, run_id)
  select $1, $2, i.hash, i.reason, i.content, $3
  from unnest($4::text[], $5::text[], $6::bytea[]) as i(hash, reason, content)
  left join quarantined_row q on q.agency_id = $1 and q.account_id = $2 and q.hash = i.hash
  where q.hash is null or q.reason <> i.reason or q.resolved_at is not null
  on conflict (agency_id, account_id, hash) do update set
    reason = excluded.reason, content = excluded.content, run_id = excluded.run_id, resolved_at = null`);

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function sealContext(page: SalePage, purpose: SealContext['purpose']): SealContext {
  const { agencyId, accountId, network } = page.account;
  return { agencyId, accountId, network, purpose };
}

/** Keeps the page as read, once per content: an hourly reading of the same page adds nothing. */
export async function storeRawPage(
  em: EntityManager,
  page: SalePage,
  cipher: CredentialCipher,
): Promise<void> {
  const { agencyId, accountId } = page.account;
  const hash = sha256(page.rawPage);
  if (await KNOWN_PAGE.first(em, [agencyId, accountId, hash])) return;
  const sealed = cipher.seal(await compress(page.rawPage), sealContext(page, 'raw-page'));
  await KEEP_PAGE.run(em, [agencyId, accountId, hash, Buffer.from(sealed), page.runId]);
}

/** @returns how many different rows of the page are in quarantine. */
export async function storeQuarantined(
  em: EntityManager,
  page: SalePage,
  cipher: CredentialCipher,
): Promise<number> {
  const hashed = page.quarantined.map((row) => {
    const json = JSON.stringify(row.raw);
    return { hash: sha256(json), reason: row.reason, json };
  });
  const rows = lastPerKey(hashed, (row) => row.hash);
  if (rows.length === 0) return 0;
  const context = sealContext(page, 'quarantined-row');
  await QUARANTINE.run(em, [
    page.account.agencyId,
    page.account.accountId,
    page.runId,
    rows.map((row) => row.hash),
    rows.map((row) => row.reason),
    rows.map((row) => Buffer.from(cipher.seal(Buffer.from(row.json), context))),
  ]);
  return rows.length;
}

export async function storeDailyTotals(em: EntityManager, page: SalePage): Promise<void> {
  await storeNetworkTotals(em, page.account, page.dailyTotals);
}
