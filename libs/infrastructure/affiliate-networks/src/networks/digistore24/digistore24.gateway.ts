import { type CalendarDay, type SyncWindow, timeZone } from '@tributary/domain';
import {
  type CredentialCheck,
  type Credentials,
  CredentialsRejected,
  type NetworkDay,
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
import { readWire } from '../../kit/wire-schema';
import { type Form, listTransactions } from './digistore24-listing.gateway';
import { summedDay } from './digistore24-totals.gateway';
import { identifyTransaction, mapTransaction } from './digistore24.mapper';
import { DEFAULT_ZONE, type Envelope, envelopeSchema, userSchema } from './digistore24.schema';

const NAME = 'Digistore24';
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
    const role = roleOf(credentials);
    const call = (form: Form) => this.call('listTransactions', form, { credentials, signal });
    for await (const { envelope, transactions, origin } of listTransactions(call, { window, role })) {
      const zone = zoneOf(envelope);
      yield { rows: transactions.map((transaction) => ({ transaction, zone, role })), origin };
    }
  }

  override async *fetchTotals(
    credentials: Credentials,
    days: readonly CalendarDay[],
    signal?: AbortSignal,
  ): AsyncIterable<NetworkDay> {
    const role = roleOf(credentials);
    const call = (form: Form) => this.call('listTransactions', form, { credentials, signal });
    for (const day of days) yield await summedDay({ day, zone: DEFAULT_ZONE, role }, call);
  }

  override normalizeSale(raw: RawRow): NormalizedRow {
    return mapTransaction(raw);
  }

  override identifyRow(raw: RawRow): string | null {
    return identifyTransaction(raw);
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

function roleOf(credentials: Credentials): string {
  return credentials.role ?? 'affiliate';
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
