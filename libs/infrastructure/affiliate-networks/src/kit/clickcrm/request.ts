import type { Clock } from '@tributary/ports';
import type { NetworkHttp, Pacing } from '../network-http';
import type { ClickCrmConnection } from './connection';
import type { DaySpan } from './day-span';
import { readAnswer, type ReportAnswer } from './report-answer';

/** No limit is published: one request a second is what a client in daily use keeps to. */
const PACING: Pacing = { requestsPerSecond: 1, concurrency: 1 };

/** What talking to the platform takes, for one of its networks. */
export interface ClickCrmAccess {
  readonly http: NetworkHttp;
  readonly clock: Clock;
  readonly networkName: string;
}

export interface ReportQuestion {
  /** The whole address, without a query. */
  readonly address: string;
  /** How the report calls the account id: `a` at ClickCRM, `account_id` at the older host. */
  readonly accountParameter: 'a' | 'account_id';
  readonly days: DaySpan;
  /** Further parameters, for example the page. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Asks one page of a report. The token travels in the query string, encoded exactly once. */
export async function ask(
  access: ClickCrmAccess,
  connection: ClickCrmConnection,
  question: ReportQuestion & { readonly signal?: AbortSignal | undefined },
): Promise<ReportAnswer> {
  const { signal } = question;
  const response = await access.http.send({
    method: 'GET',
    url: addressOf(connection, question),
    secrets: [connection.token],
    pacing: PACING,
    networkName: access.networkName,
    ...(signal && { signal }),
  });
  return readAnswer(response.json(), {
    networkName: access.networkName,
    clock: access.clock,
    secrets: [connection.token],
  });
}

function addressOf(connection: ClickCrmConnection, question: ReportQuestion): URL {
  const url = new URL(question.address);
  const parameters = {
    [question.accountParameter]: connection.accountId,
    token: connection.token,
    date_from: question.days.first,
    date_to: question.days.last,
    response_type: 'json',
    ...question.parameters,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url;
}
