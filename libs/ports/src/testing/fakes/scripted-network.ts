import { networkId, type NetworkId, type SyncWindow } from '@tributary/domain';
import { NetworkCatalog, type NetworkDescription } from '../../network-catalog';
import {
  NetworkGateway,
  type CredentialCheck,
  type Credentials,
  type NormalizedRow,
  type RawPage,
  type RawRow,
} from '../../network-gateway';
import { UnexpectedResponse } from '../../network.error';
import type { NotificationReader } from '../../notification-reader';

/** A page's rows, what the network fails with in the place of a page, or something that happens in between. */
export type ScriptStep = readonly RawRow[] | Error | (() => void);

/** What the network would answer for a window; `request` counts the readings from 0. */
export type Script = (window: SyncWindow, request: number) => Iterable<ScriptStep>;

const NOTHING: NormalizedRow = {
  sales: [],
  reversals: [],
  dailyTotals: [],
  reversalsAreComplete: false,
  neverPaid: [],
};

/** A wire row that means what it is given. */
export function rowMeaning(meaning: Partial<NormalizedRow>): RawRow {
  return { ...NOTHING, ...meaning };
}

/** A wire row that cannot be read; `error` where the mapper fails otherwise than by quarantining it. */
export function unreadableRow(reason: string, error?: Error): RawRow {
  return { failure: error ?? new UnexpectedResponse(reason, { retry: 'skip-row' }) };
}

export class ScriptedGateway extends NetworkGateway {
  readonly requests: { readonly credentials: Credentials; readonly window: SyncWindow }[] = [];
  readonly checked: Credentials[] = [];
  /** What a check of credentials answers. */
  check: CredentialCheck | Error = {
    summary: 'This key reads 31 orders of yesterday.',
    accountIdentity: 'northbank',
    suggestedLabel: 'northbank',
  };
  /** The port lets a gateway end without a word when the signal aborts. */
  endsQuietly = false;

  constructor(public script: Script = () => [[]]) {
    super();
  }

  async *fetchSales(
    credentials: Credentials,
    window: SyncWindow,
    signal?: AbortSignal,
  ): AsyncGenerator<RawPage> {
    const request = this.requests.push({ credentials, window }) - 1;
    let page = 0;
    for (const step of this.script(window, request)) {
      await Promise.resolve();
      if (signal?.aborted && this.endsQuietly) return;
      signal?.throwIfAborted();
      if (step instanceof Error) throw step;
      if (typeof step === 'function') step();
      else yield { rows: step, origin: `script page ${(page += 1)}` };
    }
  }

  normalizeSale(raw: RawRow): NormalizedRow {
    if (raw.failure instanceof Error) throw raw.failure;
    return raw as unknown as NormalizedRow;
  }

  validateCredentials(credentials: Credentials): Promise<CredentialCheck> {
    this.checked.push(credentials);
    return this.check instanceof Error ? Promise.reject(this.check) : Promise.resolve(this.check);
  }
}

/** A network that reads ten days at once and asks for one secret key and an optional site. */
export function aNetwork(overrides: Partial<NetworkDescription> = {}): NetworkDescription {
  return {
    id: networkId('clickbank'),
    name: 'ClickBank',
    monogram: 'Cb',
    credentialFields: [
      {
        name: 'apiKey',
        label: 'API key',
        hint: 'Under Settings, API.',
        secret: true,
        required: true,
        pattern: 'API-[A-Z0-9]+',
      },
      { name: 'site', label: 'Site', hint: 'The nickname.', secret: false, required: false },
    ],
    keySteps: ['Open Settings.'],
    timeZone: 'America/Los_Angeles',
    reread: { sliceDays: 10, hotDays: 3, warmDays: 45, coldDays: 90 },
    reversals: 'separate-rows',
    reportsVisits: false,
    ownTotals: null,
    limitations: [],
    ...overrides,
  };
}

type ScriptedEntry = readonly [NetworkDescription, NetworkGateway, NotificationReader?];

export class ScriptedNetworks extends NetworkCatalog {
  private readonly networks: readonly ScriptedEntry[];

  constructor(...networks: readonly ScriptedEntry[]) {
    super();
    this.networks = networks;
  }

  list(): readonly NetworkDescription[] {
    return this.networks.map(([description]) => description);
  }

  find(id: string): NetworkDescription | null {
    return this.list().find((description) => description.id === id) ?? null;
  }

  gateway(id: NetworkId): NetworkGateway {
    const found = this.networks.find(([description]) => description.id === id);
    if (!found) throw new RangeError(`There is no network ${id}`);
    return found[1];
  }

  notifications(id: string): NotificationReader | null {
    return this.networks.find(([description]) => description.id === id)?.[2] ?? null;
  }
}
