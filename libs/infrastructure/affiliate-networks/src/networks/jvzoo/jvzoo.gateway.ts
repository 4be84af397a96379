import type { SyncWindow } from '@tributary/domain';
import {
  type CredentialCheck,
  type Credentials,
  CredentialsRejected,
  type NetworkError,
  NetworkGateway,
  type NormalizedRow,
  PermissionMissing,
  type RawPage,
  type RawRow,
} from '@tributary/ports';
import type { NetworkContext } from '../../kit/affiliate-network';
import { type JvzooAccess, JvzooApi } from './jvzoo-api.gateway';
import { walkDated } from './jvzoo-dated.gateway';
import { walkLatest } from './jvzoo-latest.gateway';
import { identifyJvzooRow, normalizeJvzooRow } from './jvzoo.mapper';
import { type WireRow, withoutPeople } from './jvzoo.schema';

const DAY_MS = 24 * 3_600_000;
/** How far back v2.0 goes, with a day of slack. */
const LATEST_REACH_MS = 91 * DAY_MS;

const SIDES = ['affiliate', 'vendor'] as const;
type Side = (typeof SIDES)[number];

/** JVZoo's API: v2.0 lists for affiliates, v3.0 (or v2.0 where it is missing) for vendors. */
export class JvzooGateway extends NetworkGateway {
  private readonly api: JvzooApi;

  constructor(private readonly context: NetworkContext<'api'>) {
    super();
    this.api = new JvzooApi(context);
  }

  async *fetchSales(
    credentials: Credentials,
    window: SyncWindow,
    signal?: AbortSignal,
  ): AsyncGenerator<RawPage> {
    const access = accessOf(credentials, signal);
    for (const side of sidesOf(credentials)) {
      if (side === 'affiliate') yield* this.readLatest('affiliate', window, access);
      else yield* this.readVendor(window, access);
    }
  }

  normalizeSale(raw: RawRow): NormalizedRow {
    return normalizeJvzooRow(raw);
  }

  override identifyRow(raw: RawRow): string | null {
    return identifyJvzooRow(raw);
  }

  async validateCredentials(credentials: Credentials, signal?: AbortSignal): Promise<CredentialCheck> {
    const access = accessOf(credentials, signal);
    const sides = sidesOf(credentials);
    const findings: Finding[] = [];
    for (const side of sides) findings.push(await this.probe(side, access));
    const refused = findings.find((finding) => finding.error !== null);
    if (refused) throw refusalOf(refused, findings);
    return {
      summary: findings.map(summaryOf).join(' '),
      // Not every answer tells an account id, and an identity that comes and goes is none: it is the key itself.
      accountIdentity: access.apiKey,
      suggestedLabel: null,
    };
  }

  /**
   * The list has no date filter: every reading is the whole walk over 90 days, and rows outside the window are handed out
   * too, because storing is idempotent. A window before those 90 days has nothing to be walked for.
   */
  private async *readLatest(side: Side, window: SyncWindow, access: JvzooAccess): AsyncGenerator<RawPage> {
    if (window.to.getTime() < this.context.clock.now().getTime() - LATEST_REACH_MS) {
      yield { rows: [], origin: `v2.0 ${side}: before the 90 days JVZoo shows` };
      return;
    }
    for await (const { number, rows } of walkLatest(this.api, side, access)) {
      yield { rows: rows.map(enveloped(side, '2.0')), origin: `v2.0 ${side} page ${number}` };
    }
  }

  private async *readVendor(window: SyncWindow, access: JvzooAccess): AsyncGenerator<RawPage> {
    const pages = walkDated(this.api, window, access);
    let page = await pages.next();
    for (; !page.done; page = await pages.next()) {
      const { label, rows } = page.value;
      yield { rows: rows.map(enveloped('vendor', '3.0')), origin: `v3.0 vendor ${label}` };
    }
    const isKnown = page.value;
    if (!isKnown) yield* this.readLatest('vendor', window, access);
  }

  /** Asks for the first page of what a reading would ask for. */
  private async probe(side: Side, access: JvzooAccess): Promise<Finding> {
    const now = this.context.clock.now();
    const window = { from: new Date(now.getTime() - DAY_MS), to: now };
    const pages =
      side === 'affiliate' ? this.readLatest(side, window, access) : this.readVendor(window, access);
    try {
      const first = await pages.next();
      return { side, hasRows: !first.done && first.value.rows.length > 0, error: null };
    } catch (error) {
      if (error instanceof CredentialsRejected || error instanceof PermissionMissing) {
        return { side, hasRows: false, error };
      }
      throw error;
    } finally {
      await pages.return(undefined);
    }
  }
}

interface Finding {
  readonly side: Side;
  readonly hasRows: boolean;
  readonly error: CredentialsRejected | PermissionMissing | null;
}

/** A key that reads one of two sides is not accepted for both: every later run would fail on the other side. */
function refusalOf(refused: Finding, findings: readonly Finding[]): NetworkError {
  const readable = findings.find((finding) => finding.error === null);
  if (!readable) return refused.error ?? new CredentialsRejected('JVZoo refused the API key.');
  return new PermissionMissing(
    `JVZoo lets this key read the ${readable.side} side only. Choose "${LABELS[readable.side]}".`,
    { cause: refused.error },
  );
}

const LABELS: Readonly<Record<Side, string>> = { affiliate: 'Affiliate', vendor: 'Vendor' };

function summaryOf({ side, hasRows }: Finding): string {
  return `${LABELS[side]} side: readable, ${hasRows ? 'with transactions' : 'no transactions yet'}.`;
}

function sidesOf(credentials: Credentials): readonly Side[] {
  const side = credentials.side?.trim();
  if (side === 'both') return SIDES;
  return [side === 'vendor' ? 'vendor' : 'affiliate'];
}

function accessOf(credentials: Credentials, signal?: AbortSignal): JvzooAccess {
  const apiKey = credentials.apiKey?.trim() ?? '';
  if (apiKey === '') throw new CredentialsRejected('JVZoo needs an API key.');
  return { apiKey, ...(signal && { signal }) };
}

function enveloped(side: Side, version: '2.0' | '3.0'): (row: WireRow) => RawRow {
  return (row) => ({ side, version, row: withoutPeople(row) });
}
