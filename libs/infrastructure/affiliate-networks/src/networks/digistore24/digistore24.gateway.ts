import { type SyncWindow, timeZone } from '@tributary/domain';
import {
  type CredentialCheck,
  type Credentials,
  CredentialsRejected,
  type NetworkError,
  NetworkGateway,
  NetworkUnavailable,
  type NormalizedRow,
  PermissionMissing,
  type RawPage,
  type RawRow,
  UnexpectedResponse,
} from '@tributary/ports';
import type { NetworkContext } from '../../kit/affiliate-network';
import { networkWords, quoted } from '../../kit/http/network-words';
import { redactor } from '../../kit/http/redaction';
import type { NetworkResponse } from '../../kit/network-http';
import { PageGuard } from '../../kit/paging';
import { readWire } from '../../kit/wire-schema';
import { mapTransaction } from './digistore24.mapper';
import {
  DEFAULT_ZONE,
  type Envelope,
  envelopeSchema,
  transactionListSchema,
  userSchema,
} from './digistore24.schema';

const NAME = 'Digistore24';
const PAGE_SIZE = 1000;
const PAGE_CAP = 200;
/** Nothing is published about limits; readers in the wild keep 300 ms between requests (facts 5). */
const PACING = { requestsPerSecond: 3, concurrency: 1 };
const SUCCESS = 'success';
/** What the network's own connector means by its codes (facts 5). */
const WRONG_KEY = 2;
const NO_PERMISSION = 8;
const OUR_MISTAKE: readonly number[] = [3, 4, 9];

interface Access {
  readonly credentials: Credentials;
  readonly signal: AbortSignal | undefined;
}

/** Reads `listTransactions`, one row for each movement of money; orders alone would never show a refund (facts 13). */
export class Digistore24Gateway extends NetworkGateway {
  constructor(private readonly context: NetworkContext<'api'>) {
    super();
  }

  override async *fetchSales(
    credentials: Credentials,
    window: SyncWindow,
    signal?: AbortSignal,
  ): AsyncIterable<RawPage> {
    const guard = new PageGuard(NAME, PAGE_CAP);
    const role = roleOf(credentials);
    for (let number = 1; ; number += 1) {
      guard.next();
      const form = listForm(window, role, number);
      const envelope = await this.call('listTransactions', form, { credentials, signal });
      const list = readWire(transactionListSchema, envelope.data, NAME);
      const transactions = rowsOf(list);
      const zone = zoneOf(envelope);
      yield {
        rows: transactions.map((transaction) => ({ transaction, zone, role })),
        origin: `listTransactions ${form.from} to ${form.to} page ${number}`,
      };
      if (isLast(list, transactions.length, number)) return;
    }
  }

  override normalizeSale(raw: RawRow): NormalizedRow {
    return mapTransaction(raw);
  }

  /** Proves read access, unlike `ping`, which developer keys pass too (facts 11). */
  override async validateCredentials(
    credentials: Credentials,
    signal?: AbortSignal,
  ): Promise<CredentialCheck> {
    const envelope = await this.call('getUserInfo', {}, { credentials, signal });
    const user = readWire(userSchema, envelope.data, NAME);
    const roles = user.granted_roles === null ? '' : ` (${user.granted_roles.split(',').join(', ')})`;
    return {
      summary: `Digistore24 account ${user.user_name ?? user.user_id}${roles}`,
      accountIdentity: user.user_id,
      suggestedLabel: user.user_name,
    };
  }

  /** The way of the network's own client: the parameters stay out of URLs and logs (facts 1). */
  private async call(
    name: string,
    form: Readonly<Record<string, string>>,
    access: Access,
  ): Promise<Envelope> {
    const apiKey = access.credentials.apiKey ?? '';
    const response = await this.context.http.send({
      method: 'POST',
      url: new URL(`${this.context.endpoints.api}/${name}/format/json`),
      headers: { 'x-ds-api-key': apiKey, accept: 'application/json' },
      // Without a language the messages come in the account owner's (facts 5).
      form: { language: 'en', ...form },
      secrets: [apiKey],
      pacing: PACING,
      networkName: NAME,
      classify: (refused) => errorInBody(refused, apiKey),
      ...(access.signal && { signal: access.signal }),
    });
    const envelope = readWire(envelopeSchema, response.json(), NAME);
    if (envelope.result !== SUCCESS) throw errorOf(envelope, response, apiKey);
    return envelope;
  }
}

/** `to` is the window's end on every page, so that no new row moves the others (facts 4). */
function listForm(window: SyncWindow, role: string, page: number) {
  return {
    from: instant(Math.floor(window.from.getTime() / 1000)),
    to: instant(Math.ceil(window.to.getTime() / 1000)),
    ...(role !== 'all' && { 'search[role]': role }),
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

function roleOf(credentials: Credentials): string {
  return credentials.role ?? 'affiliate';
}

type TransactionList = ReturnType<typeof transactionListSchema.parse>;

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

function zoneOf(envelope: Envelope): string {
  try {
    return timeZone(envelope.timezone ?? DEFAULT_ZONE);
  } catch {
    throw new UnexpectedResponse(`${NAME} named a time zone nobody knows.`, { field: 'timezone' });
  }
}

/** A refusal with a status of its own may still carry the envelope, whose code says more (facts 5). */
function errorInBody(response: NetworkResponse, apiKey: string): NetworkError | null {
  if (response.status === 429 || response.status >= 500) return null;
  try {
    const envelope = envelopeSchema.safeParse(response.json());
    return envelope.success && envelope.data.code !== null ? errorOf(envelope.data, response, apiKey) : null;
  } catch {
    return null;
  }
}

function errorOf({ code }: Envelope, response: NetworkResponse, apiKey: string): NetworkError {
  const words = quoted(networkWords(response.text, redactor([apiKey])));
  if (code === WRONG_KEY) return new CredentialsRejected(`${NAME} refused the key.${words}`);
  if (code === NO_PERMISSION) {
    return new PermissionMissing(`${NAME} does not let this key read sales: it needs "Read access".${words}`);
  }
  if (code !== null && OUR_MISTAKE.includes(code)) {
    return new UnexpectedResponse(`${NAME} did not understand the request (code ${code}).${words}`);
  }
  return new NetworkUnavailable(`${NAME} could not answer (code ${code ?? 'none'}).${words}`);
}
