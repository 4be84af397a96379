import { createHash } from 'node:crypto';
import { UnexpectedResponse } from '@tributary/ports';
import { PageGuard } from '../paging';
import type { WireRow } from './columns';
import type { ClickCrmConnection } from './connection';
import { type DaySpan, halvesOf, isSingleDay } from './day-span';
import type { ReportAnswer } from './report-answer';
import { ask, type ClickCrmAccess } from './request';

/** The platform answers with at most so many rows at a time. */
const FULL_PAGE = 50;
const MOST_PAGES = 1_000;

export interface Report {
  /** For the run log: `commissions`. */
  readonly name: string;
  readonly address: string;
  readonly accountParameter: 'a' | 'account_id';
  /** Rows a day (`YYYY-MM-DD`) is known to have from elsewhere; settles whether a full page without a successor is all there is. */
  readonly rowsOfDay?: ReadonlyMap<string, number>;
}

export interface ReportPage {
  /** Rows that no earlier page of the same reading had. */
  readonly rows: readonly WireRow[];
  readonly origin: string;
}

/** One series of pages: what was seen so far tells an end from a loop. */
interface Series {
  readonly report: Report;
  readonly days: DaySpan;
  readonly rows: Set<string>;
  readonly nextPages: Set<string>;
}

/** Reads reports of an affiliate page by page, and never takes a page that was cut off for the end. */
export class ReportReader {
  /** Whether the report has named a next page yet: only then its silence means that there is none. */
  private namesNextPages = false;

  constructor(
    private readonly access: ClickCrmAccess,
    private readonly connection: ClickCrmConnection,
    private readonly signal?: AbortSignal,
  ) {}

  /** Every page of `days`, at least one. @throws {UnexpectedResponse} when the end cannot be told from a cut. */
  async *read(report: Report, days: DaySpan): AsyncGenerator<ReportPage, void> {
    this.namesNextPages = false;
    const waiting: DaySpan[] = [days];
    for (let span = waiting.shift(); span; span = waiting.shift()) {
      const series = { report, days: span, rows: new Set<string>(), nextPages: new Set<string>() };
      const isWhole = yield* this.readSeries(series);
      if (!isWhole) waiting.unshift(...this.halves(series));
    }
  }

  /** Yields pages until the end and returns true, or false as soon as rows may be missing. */
  private async *readSeries(series: Series): AsyncGenerator<ReportPage, boolean> {
    let nextPage: string | null = null;
    const guard = new PageGuard(this.access.networkName, MOST_PAGES);
    for (let number = 1; ; number += 1) {
      guard.next();
      const answer = await this.askFor(series, nextPage);
      const rows = freshRows(answer.rows, series.rows);
      const outcome = this.judge(answer, rows.length, series);
      if (outcome === 'cut-off') return false;
      yield {
        rows,
        origin: `${series.report.name} ${series.days.first}..${series.days.last} page ${number}`,
      };
      if (outcome === 'end') return true;
      nextPage = answer.nextPage ?? null;
    }
  }

  private askFor(series: Series, nextPage: string | null): Promise<ReportAnswer> {
    const { address, accountParameter } = series.report;
    return ask(this.access, this.connection, {
      address,
      accountParameter,
      days: series.days,
      signal: this.signal,
      ...(nextPage !== null && { parameters: { next_page: nextPage } }),
    });
  }

  private judge(answer: ReportAnswer, fresh: number, series: Series): 'more' | 'end' | 'cut-off' {
    const { nextPage, rows } = answer;
    if (typeof nextPage !== 'string') return this.isEnd(answer, series) ? 'end' : 'cut-off';
    this.namesNextPages = true;
    const repeats = fresh === 0 || series.nextPages.has(nextPage);
    series.nextPages.add(nextPage);
    if (!repeats) return 'more';
    return rows.length >= FULL_PAGE ? 'cut-off' : 'end';
  }

  /** Exactly a full page, and not a word of pages: only then something may be missing. */
  private isEnd({ nextPage, rows }: ReportAnswer, series: Series): boolean {
    const saysEnd = nextPage === null || this.namesNextPages;
    return saysEnd || rows.length !== FULL_PAGE || isKnownCount(series);
  }

  private halves(series: Series): readonly DaySpan[] {
    if (!isSingleDay(series.days)) return halvesOf(series.days);
    throw new UnexpectedResponse(
      `${this.access.networkName} sent a full page of "${series.report.name}" for ${series.days.first} and no way to the next one: rows may be missing.`,
      { field: 'next_page' },
    );
  }
}

function isKnownCount(series: Series): boolean {
  const { days, report } = series;
  return isSingleDay(days) && report.rowsOfDay?.get(days.first) === FULL_PAGE;
}

/** Remembers rows by hash, so that a long window stays small in memory. */
function freshRows(rows: readonly WireRow[], seen: Set<string>): readonly WireRow[] {
  return rows.filter((row) => {
    const hash = createHash('sha256').update(JSON.stringify(row)).digest('base64');
    if (seen.has(hash)) return false;
    seen.add(hash);
    return true;
  });
}
