import { addDays, dayInZone, type SyncWindow } from '@tributary/domain';
import { type CredentialCheck, PermissionMissing, type RawPage, UnexpectedResponse } from '@tributary/ports';
import { hasColumn, type WireRow } from '../../kit/clickcrm/columns';
import type { ClickCrmConnection } from '../../kit/clickcrm/connection';
import { type DaySpan, daysOf, monthsOf } from '../../kit/clickcrm/day-span';
import { rowEnvelope } from '../../kit/clickcrm/envelope';
import { withoutPrivateColumns } from '../../kit/clickcrm/private-columns';
import { ask, type ClickCrmAccess } from '../../kit/clickcrm/request';
import { PageGuard } from '../../kit/paging';
import { BUYER_EMAIL, VENDOR_COLUMNS } from './buygoods.schema';

const MOST_PAGES = 2_000;
/** The reserved top-level domain of {@link BUYGOODS_ENDPOINTS}: no address is published, so the feature is off. */
const NOWHERE = '.invalid';

/** The orders of a vendor, whose address BuyGoods gives out by hand. */
export class VendorOrders {
  constructor(
    private readonly access: ClickCrmAccess,
    private readonly address: string,
  ) {}

  /** Page by page from 1, one calendar month at a time, until a page is empty or says that it is the last. */
  async *pages(
    connection: ClickCrmConnection,
    window: SyncWindow,
    signal?: AbortSignal,
  ): AsyncGenerator<RawPage, void> {
    for (const days of monthsOf(daysOf(window, connection.zone))) {
      yield* this.month(connection, days, signal);
    }
  }

  async check(connection: ClickCrmConnection, signal?: AbortSignal): Promise<CredentialCheck> {
    const yesterday = addDays(dayInZone(this.access.clock.now(), connection.zone), -1);
    const { rows } = await this.ask(
      connection,
      { days: { first: yesterday, last: yesterday }, page: 1 },
      signal,
    );
    const proof =
      rows.length > 0
        ? 'orders of yesterday are there.'
        : 'there is nothing to prove it yet: no orders yesterday.';
    return {
      summary: `BuyGoods accepted the key; ${proof}`,
      accountIdentity: `vendor:${connection.accountId}`,
      suggestedLabel: null,
    };
  }

  private async *month(
    connection: ClickCrmConnection,
    days: DaySpan,
    signal?: AbortSignal,
  ): AsyncGenerator<RawPage, void> {
    let previous = '';
    const guard = new PageGuard(this.access.networkName, MOST_PAGES);
    for (let page = 1; ; page += 1) {
      guard.next();
      const answer = await this.ask(connection, { days, page }, signal);
      const content = JSON.stringify(answer.rows);
      if (answer.rows.length > 0 && content === previous) throw samePage();
      previous = content;
      answer.rows.forEach(requireColumns);
      yield {
        rows: answer.rows.map((row) =>
          rowEnvelope('vendor-order', connection, withoutPrivateColumns(row, [BUYER_EMAIL])),
        ),
        origin: `vendor orders ${days.first}..${days.last} page ${page}`,
      };
      if (answer.rows.length === 0 || answer.nextPage === null) return;
    }
  }

  private ask(
    connection: ClickCrmConnection,
    { days, page }: { readonly days: DaySpan; readonly page: number },
    signal?: AbortSignal,
  ) {
    if (new URL(this.address).hostname.endsWith(NOWHERE)) throw switchedOff();
    return ask(this.access, connection, {
      address: this.address,
      accountParameter: 'account_id',
      days,
      parameters: { page: String(page) },
      signal,
    });
  }
}

function switchedOff(): PermissionMissing {
  return new PermissionMissing(
    'Vendor orders are not switched on here: BuyGoods gives their address to vendors only, and the operator has to enter it as BUYGOODS_VENDOR_ORDERS_URL.',
  );
}

function samePage(): UnexpectedResponse {
  return new UnexpectedResponse('BuyGoods sent the same page of orders twice: others may be missing.', {
    field: 'page',
  });
}

/** A page in an unknown shape is refused as a whole, before any of it could pass for "no sales". */
function requireColumns(row: WireRow): void {
  const { id, time, gross, event } = VENDOR_COLUMNS;
  const missing = [id, time, gross, event].find((names) => !hasColumn(row, names));
  if (!missing) return;
  throw new UnexpectedResponse('BuyGoods sent orders in a shape this version does not know.', {
    field: missing.join('|'),
    keysSeen: Object.keys(row),
  });
}
