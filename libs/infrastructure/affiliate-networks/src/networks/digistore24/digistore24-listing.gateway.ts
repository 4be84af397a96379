import type { SyncWindow } from '@tributary/domain';
import { UnexpectedResponse } from '@tributary/ports';
import { PageGuard } from '../../kit/paging';
import { readWire } from '../../kit/wire-schema';
import { type Envelope, type TransactionList, transactionListSchema } from './digistore24.schema';

const NAME = 'Digistore24';
const PAGE_SIZE = 1000;
const PAGE_CAP = 200;

export interface Listing {
  readonly window: SyncWindow;
  readonly role: string;
  /** All types when absent. An unknown one fails the whole call (facts 2). */
  readonly types?: readonly string[];
}

export interface ListedPage {
  readonly envelope: Envelope;
  readonly list: TransactionList;
  readonly transactions: readonly Record<string, unknown>[];
  readonly origin: string;
}

export type Form = Readonly<Record<string, string>>;

/** Every page of `listTransactions`, to the end. */
export async function* listTransactions(
  call: (form: Form) => Promise<Envelope>,
  listing: Listing,
): AsyncGenerator<ListedPage> {
  const guard = new PageGuard(NAME, PAGE_CAP);
  for (let number = 1; ; number += 1) {
    guard.next();
    const form = listForm(listing, number);
    const envelope = await call(form);
    const list = readWire(transactionListSchema, envelope.data, NAME);
    const transactions = rowsOf(list);
    const origin = `listTransactions ${form.from} to ${form.to} page ${number}`;
    yield { envelope, list, transactions, origin };
    if (isLast(list, transactions.length, number)) return;
  }
}

/** `to` is the window's end on every page, so that no new row moves the others (facts 4). */
function listForm({ window, role, types }: Listing, page: number) {
  return {
    from: instant(Math.floor(window.from.getTime() / 1000)),
    to: instant(Math.ceil(window.to.getTime() / 1000)),
    ...(role !== 'all' && { 'search[role]': role }),
    ...(types && { 'search[transaction_type]': types.join(',') }),
    sort_by: 'date',
    sort_order: 'asc',
    page_no: String(page),
    page_size: String(PAGE_SIZE),
  };
}

/** With an offset, which the network converts into its own time (facts 9). */
function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', '+00:00');
}

/** An empty window may have no list and no pages (facts 4). */
function rowsOf(list: TransactionList): readonly Record<string, unknown>[] {
  if (list.transaction_list === null && list.page_count !== 0) {
    throw new UnexpectedResponse(`${NAME} sent an answer without transactions.`, {
      field: 'data.transaction_list',
      keysSeen: Object.keys(list),
    });
  }
  return list.transaction_list ?? [];
}

function isLast(list: TransactionList, rows: number, page: number): boolean {
  if (list.page_count === null) return rows < (list.page_size ?? PAGE_SIZE);
  if (page >= list.page_count) return true;
  if (rows > 0) return false;
  throw new UnexpectedResponse(`${NAME} sent an empty page before the last one.`, {
    field: 'data.page_count',
  });
}
