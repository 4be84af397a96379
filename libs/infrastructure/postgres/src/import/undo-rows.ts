import type { EntityManager } from '@mikro-orm/postgresql';
import type { AccountKey, UndoneImport } from '@tributary/ports';
import { settle } from '../sale/settle';
import { Statement } from '../statement';

/*
 * A row still carries the instant at which the import left it, unless something changed it since: then it stays. What it
 * was before the import is its version that ended at that instant. `$4` is the run of the import, `$5` that instant.
 */

interface Ledgered {
  readonly table: 'sale' | 'reversal';
  readonly id: string;
  /** What a page tells. The rest is derived, and is derived again afterwards. */
  readonly told: readonly string[];
  readonly kept: readonly string[];
}

const SALE: Ledgered = {
  table: 'sale',
  id: 'external_order_id',
  told: [
    ...['order_number', 'link_key', 'state', 'amount', 'currency', 'commission', 'commission_currency'],
    ...['product_id', 'product_name', 'is_rebill', 'sale_date'],
  ],
  kept: ['network', 'status', 'reversed_amount', 'reversed_commission', 'has_refund'],
};
const REVERSAL: Ledgered = {
  table: 'reversal',
  id: 'external_reversal_id',
  told: [
    ...['link_key', 'kind', 'amount', 'currency', 'commission', 'commission_currency'],
    ...['reversed_at', 'observed'],
  ],
  kept: ['network', 'external_order_id', 'sale_date', 'sale_status', 'sale_tells_amount'],
};

interface Moved {
  readonly linkKey: string;
  /** Of a restored row: what the import had put there. */
  readonly oldLinkKey?: string;
}

const rowOf = (columns: readonly string[], table: string) =>
  `row(${columns.map((column) => `${table}.${column}`).join(', ')})`;

/** Rows of the import that something changed since. A sale that the import only changed by its reversals is not one. */
const findKept = ({ table, id, told }: Ledgered) =>
  new Statement<{ id: string }>(`
  select ${table === 'sale' ? 'r.order_number' : `r.${id}`} as id from ${table} r
  where r.agency_id = $1 and r.account_id = $2 and $3::uuid is not null and r.changed_at > $5::timestamptz
    and (r.created_by_run = $4::uuid or exists (
      select 1 from ${table}_version v
      join ${table}_version n on n.agency_id = $1 and n.account_id = $2 and n.${id} = v.${id}
        and n.valid_from = $5::timestamptz
      where v.agency_id = $1 and v.account_id = $2 and v.${id} = r.${id}
        and v.valid_until = $5::timestamptz and v.replaced_by_run = $4::uuid and not v.is_removed
        and ${rowOf(told, 'v')} is distinct from ${rowOf(told, 'n')}
    ))
  order by r.${id}`);

const removeCreated = ({ table }: Ledgered) =>
  new Statement<Moved>(`
  delete from ${table}
  where agency_id = $1 and account_id = $2 and $3::uuid is not null and created_by_run = $4::uuid
    and changed_at = $5::timestamptz
  returning link_key as "linkKey"`);

const restoreChanged = ({ table, id, told }: Ledgered) =>
  new Statement<Moved>(`
  update ${table} r set ${told.map((column) => `${column} = v.${column}`).join(', ')},
    ${table === 'sale' ? 'status = v.status,' : ''} changed_at = ledger_instant()
  from ${table}_version v, ${table} o
  where r.agency_id = $1 and r.account_id = $2 and $3::uuid is not null and r.changed_at = $5::timestamptz
    and v.agency_id = $1 and v.account_id = $2 and v.${id} = r.${id}
    and v.valid_until = $5::timestamptz and v.replaced_by_run = $4::uuid and not v.is_removed
    and ${rowOf(told, 'v')} is distinct from ${rowOf(told, 'r')}
    and o.agency_id = $1 and o.account_id = $2 and o.${id} = r.${id}
  returning r.link_key as "linkKey", o.link_key as "oldLinkKey"`);

/** What a notification had told comes back, where nothing else of its order is there. */
const bookAgain = ({ table, id, told, kept }: Ledgered) => {
  const columns = [...told, ...kept];
  return new Statement<Moved>(`
  insert into ${table} (agency_id, account_id, ${id}, ${columns.join(', ')}, changed_at)
  select $1, $2, v.${id}, ${columns.map((column) => `v.${column}`).join(', ')}, ledger_instant()
  from sales_import_booking b
  join ${table}_version v on v.agency_id = $1 and v.account_id = $2 and v.${id} = b.external_id
    and v.valid_until = $5::timestamptz and v.replaced_by_run = $4::uuid and v.is_removed
  where b.agency_id = $1 and b.account_id = $2 and b.import_id = $3 and b.kind = '${table}'
    and not exists (
      select 1 from ${table} r where r.agency_id = $1 and r.account_id = $2 and r.link_key = b.link_key)
  on conflict do nothing
  returning link_key as "linkKey"`);
};

const MARK_AGAIN = new Statement<object>(`
  insert into booking (agency_id, account_id, link_key, kind, external_id)
  select $1, $2, b.link_key, b.kind, b.external_id from sales_import_booking b
  where b.agency_id = $1 and b.account_id = $2 and b.import_id = $3 and (
    exists (select 1 from sale s where s.agency_id = $1 and s.account_id = $2 and b.kind = 'sale'
      and s.external_order_id = b.external_id)
    or exists (select 1 from reversal r where r.agency_id = $1 and r.account_id = $2 and b.kind = 'reversal'
      and r.external_reversal_id = b.external_id))
  on conflict do nothing`);

const STEPS = [REVERSAL, SALE].map((one) => ({
  table: one.table,
  kept: findKept(one),
  remove: removeCreated(one),
  restore: restoreChanged(one),
  book: bookAgain(one),
}));

const SHOWN = 100;

/** Within a transaction whose ledger is open. */
export async function undoRows(
  em: EntityManager,
  key: AccountKey & { readonly importId: string },
  committed: { readonly runId: string | null; readonly committedAt: string | null },
): Promise<UndoneImport> {
  const parameters = [key.agencyId, key.accountId, key.importId, committed.runId, committed.committedAt];
  // Lists of lists: of a large import there are more rows than a call takes arguments.
  const kept: { readonly table: Ledgered['table']; readonly rows: readonly { readonly id: string }[] }[] = [];
  for (const { table, kept: find } of STEPS) kept.push({ table, rows: await find.run(em, parameters) });
  const removed: Moved[][] = [];
  const restored: Moved[][] = [];
  for (const { remove, restore } of STEPS) {
    removed.push(await remove.run(em, parameters));
    restored.push(await restore.run(em, parameters));
  }
  for (const { book } of STEPS) restored.push(await book.run(em, parameters));
  await MARK_AGAIN.run(em, parameters.slice(0, 3));
  const moved = [...removed, ...restored].flat();
  const movedKeys = [...new Set(moved.flatMap(({ linkKey, oldLinkKey = linkKey }) => [linkKey, oldLinkKey]))];
  await settle(em, key, [{ created: 0, changed: 0, linkKeys: [], movedKeys }]);
  return {
    removed: removed.flat().length,
    restored: restored.flat().length,
    kept: kept.flatMap(({ rows }) => rows).length,
    keptOrders: kept
      .flatMap(({ table, rows }) => (table === 'sale' ? rows.slice(0, SHOWN) : []))
      .map(({ id }) => id),
  };
}
