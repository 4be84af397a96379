import type { CalendarDay, SyncWindow } from '@tributary/domain';
import {
  type CredentialCheck,
  type Credentials,
  CredentialsRejected,
  type NetworkDay,
  NetworkGateway,
  type NormalizedRow,
  type RawPage,
  type RawRow,
  UnexpectedResponse,
} from '@tributary/ports';
import type { NetworkContext } from '../../kit/affiliate-network';
import { readWire } from '../../kit/wire-schema';
import { type HotmartAccess, HotmartApi, type HotmartEndpoint, HotmartTooSlow } from './hotmart-api.gateway';
import { listSales } from './hotmart-listing.gateway';
import { summedDay } from './hotmart-totals.gateway';
import { identifyHotmartRow, normalizeHotmartRow } from './hotmart.mapper';
import {
  commissionItemSchema,
  type CommissionLine,
  linesWithoutPeople,
  listSchema,
  type SaleList,
  SENT_STATUSES,
  withoutPeople,
} from './hotmart.schema';

const DAY_MS = 24 * 3_600_000;
/** All its dates are epoch milliseconds: no other zone is known for its days. */
const DAY_ZONE = 'UTC';
/** Commission lines held at a time. A slice with more of them is read in halves, so that memory stays flat. */
const LINES_HELD = 20_000;
/** 30 days in halves, at most twice: a week. Further would only hammer a network that is down. */
const HALVINGS = 2;

type CommissionLines = ReadonlyMap<string, readonly CommissionLine[]>;

/**
 * Hotmart's sales API. What the account earns is not part of a sale: it is read from a second list and joined on the
 * transaction. So each slice reads its commission lines first, then its sales page by page.
 */
export class HotmartGateway extends NetworkGateway {
  private readonly api: HotmartApi;

  constructor(private readonly context: NetworkContext<HotmartEndpoint>) {
    super();
    this.api = new HotmartApi(context);
  }

  async *fetchSales(
    credentials: Credentials,
    window: SyncWindow,
    signal?: AbortSignal,
  ): AsyncGenerator<RawPage> {
    const access: HotmartAccess = { ...accessOf(credentials), ...(signal && { signal }) };
    yield* this.readSlice(window, access, HALVINGS);
  }

  normalizeSale(raw: RawRow): NormalizedRow {
    return normalizeHotmartRow(raw);
  }

  override identifyRow(raw: RawRow): string | null {
    return identifyHotmartRow(raw);
  }

  async validateCredentials(credentials: Credentials, signal?: AbortSignal): Promise<CredentialCheck> {
    const access: HotmartAccess = { ...accessOf(credentials), ...(signal && { signal }) };
    const now = this.context.clock.now();
    const window = { from: new Date(now.getTime() - DAY_MS), to: now };
    const query = { resource: 'history', window, statuses: SENT_STATUSES, maxResults: 1 } as const;
    const response = await this.api.ask({ ...query, pageToken: null }, access);
    if (response.status === 400)
      throw new UnexpectedResponse('Hotmart did not take the question (HTTP 400).');
    const list = readWire(listSchema, response.json(), 'Hotmart');
    return {
      summary: summaryOf(list, access.role),
      // Hotmart tells no account id. One account may be connected once for each of its roles: their sales differ.
      accountIdentity: `${access.environment}:${access.clientId}:${access.role}`,
      suggestedLabel: null,
    };
  }

  override async *fetchTotals(
    credentials: Credentials,
    days: readonly CalendarDay[],
    signal?: AbortSignal,
  ): AsyncGenerator<NetworkDay> {
    const access: HotmartAccess = { ...accessOf(credentials), ...(signal && { signal }) };
    for (const day of days) yield await summedDay(this.api, { day, zone: DAY_ZONE }, access);
  }

  /** Halves the slice when it is too much for us or for Hotmart. Rows yielded before that come again: storing is idempotent. */
  private async *readSlice(
    slice: SyncWindow,
    access: HotmartAccess,
    halvings: number,
  ): AsyncGenerator<RawPage> {
    try {
      const lines = await this.readLines(slice, access, halvings > 0 ? LINES_HELD : Infinity);
      if (lines) {
        yield* this.readHistory(slice, access, lines);
        return;
      }
    } catch (error) {
      if (!(error instanceof HotmartTooSlow) || halvings === 0) throw error;
    }
    for (const half of halvesOf(slice)) yield* this.readSlice(half, access, halvings - 1);
  }

  /** Null when the slice has more than `limit` transactions. */
  private async readLines(
    window: SyncWindow,
    access: HotmartAccess,
    limit: number,
  ): Promise<CommissionLines | null> {
    const lines = new Map<string, readonly CommissionLine[]>();
    for await (const list of listSales(this.api, { resource: 'commissions', window }, access)) {
      for (const wire of list.items) {
        const item = readWire(commissionItemSchema, wire, 'Hotmart');
        lines.set(item.transaction, linesWithoutPeople(item.commissions ?? []));
      }
      if (lines.size > limit) return null;
    }
    return lines;
  }

  private async *readHistory(
    window: SyncWindow,
    access: HotmartAccess,
    lines: CommissionLines,
  ): AsyncGenerator<RawPage> {
    let number = 0;
    for await (const list of listSales(this.api, { resource: 'history', window }, access)) {
      number += 1;
      yield {
        rows: list.items.map((item) => rawRowOf(item, access.role, lines)),
        origin: `sales/history ${dayOf(window.from)} to ${dayOf(window.to)} page ${number}`,
      };
    }
  }
}

function rawRowOf(item: SaleList['items'][number], role: string, lines: CommissionLines): RawRow {
  const { history, transaction } = withoutPeople(item);
  return { role, history, commissions: transaction === null ? null : (lines.get(transaction) ?? null) };
}

function halvesOf({ from, to }: SyncWindow): [SyncWindow, SyncWindow] {
  const middle = new Date(Math.floor((from.getTime() + to.getTime()) / 2));
  return [
    { from, to: middle },
    { from: middle, to },
  ];
}

/** White space and line breaks come along when keys are pasted. */
function accessOf(credentials: Credentials): HotmartAccess {
  const clientId = clean(credentials.clientId);
  const clientSecret = clean(credentials.clientSecret);
  if (clientId === '' || clientSecret === '') {
    throw new CredentialsRejected('Hotmart needs the client ID and the client secret.');
  }
  return {
    clientId,
    clientSecret,
    role: clean(credentials.role) || 'AFFILIATE',
    environment: credentials.environment === 'sandbox' ? 'sandbox' : 'production',
  };
}

function clean(value: string | undefined): string {
  return (value ?? '').replace(/\s+/g, '');
}

function summaryOf(list: SaleList, role: string): string {
  const total = list.page_info?.total_results ?? null;
  const sales = total === null ? 'the key reads sales' : `${total} orders in the last 24 hours`;
  return `Connected as ${role.toLowerCase()}: ${sales}.`;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
