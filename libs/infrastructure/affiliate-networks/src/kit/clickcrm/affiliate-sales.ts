import { isDeepStrictEqual } from 'node:util';
import { addDays, dayInZone, type SyncWindow } from '@tributary/domain';
import { type CredentialCheck, type RawPage, UnexpectedResponse } from '@tributary/ports';
import { type ColumnNames, DAY_COLUMNS, hasColumn, textAt, type WireRow } from './columns';
import type { ClickCrmConnection } from './connection';
import { daysOf, type DaySpan } from './day-span';
import { daysEnvelope, rowEnvelope } from './envelope';
import { withoutPrivateColumns } from './private-columns';
import { type Report, ReportReader } from './report-reader';
import type { ClickCrmAccess } from './request';

const LOOK_BACK_DAYS = 30;

/** Where a network of the platform keeps its affiliate reports, and what their rows are called. */
export interface AffiliateReports {
  /** Without a trailing slash: `https://api.clickcrm.com/affiliates/v1`. */
  readonly base: string;
  /** The whole address of the row report. The older host's end in `.php` and call the account id `account_id`. */
  readonly rows: string;
  readonly columns: ColumnNames;
}

/** What an affiliate sees: the totals of each day, and one row per commission. */
export class AffiliateSales {
  constructor(
    private readonly access: ClickCrmAccess,
    private readonly reports: AffiliateReports,
  ) {}

  /** The days come first: they stay even where the row report, which nobody documents, cannot be read. */
  async *pages(
    connection: ClickCrmConnection,
    window: SyncWindow,
    signal?: AbortSignal,
  ): AsyncGenerator<RawPage, void> {
    const reader = new ReportReader(this.access, connection, signal);
    const span = daysOf(window, connection.zone);
    const days = await this.days(reader, span);
    yield {
      rows: [...days.values()].map((rows) =>
        daysEnvelope(
          connection,
          rows.map((row) => withoutPrivateColumns(row)),
        ),
      ),
      origin: `byday ${span.first}..${span.last}`,
    };
    if (!connection.readsRows) return;
    for await (const page of reader.read(this.rowReport(days), span)) {
      this.requireColumns(page.rows);
      yield {
        rows: page.rows.map((row) => rowEnvelope('conversion', connection, withoutPrivateColumns(row))),
        origin: page.origin,
      };
    }
  }

  /** Yesterday, or the last 30 days where yesterday is empty. An empty list proves the shape, not the token. */
  async check(connection: ClickCrmConnection, signal?: AbortSignal): Promise<CredentialCheck> {
    const reader = new ReportReader(this.access, connection, signal);
    const last = addDays(dayInZone(this.access.clock.now(), connection.zone), -1);
    const yesterday = await this.days(reader, { first: last, last });
    const days =
      yesterday.size > 0
        ? yesterday
        : await this.days(reader, { first: addDays(last, 1 - LOOK_BACK_DAYS), last });
    return {
      summary: summaryOf(this.access.networkName, { yesterday: yesterday.size, days: days.size }),
      accountIdentity: `affiliate:${connection.accountId}`,
      suggestedLabel: null,
    };
  }

  /** Rows of `byday` by day: MaxWeb may state a day once for each offer. */
  private async days(reader: ReportReader, span: DaySpan): Promise<ReadonlyMap<string, readonly WireRow[]>> {
    const days = new Map<string, WireRow[]>();
    const report: Report = { name: 'byday', address: `${this.reports.base}/byday`, accountParameter: 'a' };
    for await (const page of reader.read(report, span)) {
      for (const row of page.rows) {
        if (!hasColumn(row, DAY_COLUMNS.day)) this.reject(row, 'date');
        // A blank day is one row's fault: the mapper sends it to quarantine.
        const day = textAt(row, DAY_COLUMNS.day) ?? '';
        const known = days.get(day) ?? [];
        // After a cut the same days are read again, in halves.
        if (!known.some((one) => isDeepStrictEqual(one, row))) days.set(day, [...known, row]);
      }
    }
    return days;
  }

  private rowReport(days: ReadonlyMap<string, readonly WireRow[]>): Report {
    const { rows } = this.reports;
    return {
      name: rows.split('/').at(-1) ?? rows,
      address: rows,
      accountParameter: rows.endsWith('.php') ? 'account_id' : 'a',
      rowsOfDay: new Map([...days].map(([day, stated]) => [day, conversionsOf(stated)])),
    };
  }

  /** A report in an unknown shape is refused as a whole: rows without id, time or commission would become a silent zero. */
  private requireColumns(rows: readonly WireRow[]): void {
    const { id, time, commission } = this.reports.columns;
    for (const row of rows) {
      const missing = [id, time, commission].find((names) => !hasColumn(row, names));
      if (missing) this.reject(row, missing.join('|'));
    }
  }

  private reject(row: WireRow, field: string): never {
    throw new UnexpectedResponse(
      `${this.access.networkName} sent rows in a shape this version does not know.`,
      {
        field,
        keysSeen: Object.keys(row),
      },
    );
  }
}

function conversionsOf(rows: readonly WireRow[]): number {
  return rows.reduce((sum, row) => sum + Number(textAt(row, DAY_COLUMNS.conversions) ?? Number.NaN), 0);
}

function summaryOf(network: string, found: { readonly yesterday: number; readonly days: number }): string {
  if (found.yesterday > 0) return `${network} accepted the key: figures for yesterday are there.`;
  if (found.days === 0) {
    return `${network} accepted the key; there is nothing to prove it yet: no figures in the last ${LOOK_BACK_DAYS} days.`;
  }
  return `${network} accepted the key: figures for ${found.days} of the last ${LOOK_BACK_DAYS} days.`;
}
