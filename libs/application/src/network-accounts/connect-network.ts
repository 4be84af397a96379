import {
  addMonths,
  calendarDay,
  dayInZone,
  startOfDay,
  type CalendarDay,
  type NetworkAccount,
} from '@tributary/domain';
import {
  AccountAlreadyConnected,
  type AgencyRepository,
  type ClientRepository,
  type Clock,
  type CredentialCipher,
  type Credentials,
  type IdentifierFactory,
  type NetworkAccountRepository,
  type NetworkCatalog,
  type SyncQueue,
} from '@tributary/ports';
import { Refusal } from '../refusal';
import { knownClient } from '../clients/known-client';
import { checkCredentials } from './check-credentials';
import { credentialHints, sealCredentials } from './credentials';

const MAX_LABEL_LENGTH = 80;
const MAX_BACKFILL_MONTHS = 60;

export interface ConnectNetworkPorts {
  readonly networks: NetworkCatalog;
  readonly accounts: NetworkAccountRepository;
  readonly agencies: AgencyRepository;
  readonly clients: ClientRepository;
  readonly cipher: CredentialCipher;
  readonly queue: SyncQueue;
  readonly clock: Clock;
  readonly identifiers: IdentifierFactory;
}

export interface ConnectNetworkRequest {
  readonly network: string;
  readonly credentials: Credentials;
  readonly label: string;
  /** The client whose account it is; left out or null for the agency's own. */
  readonly clientId?: string | null;
  /** `YYYY-MM-DD` in the agency's zone. */
  readonly backfillFrom: string;
}

/** Connects a network account: tests the key, seals it, saves, and queues the first reading. */
export class ConnectNetwork {
  constructor(private readonly ports: ConnectNetworkPorts) {}

  /** @throws {Refusal} see {@link checkCredentials}, `already-connected` naming the account, and `not-found` for the client. */
  async run(agencyId: string, request: ConnectNetworkRequest): Promise<NetworkAccount> {
    const label = checkedLabel(request.label);
    const clientId = await knownClient(this.ports.clients, agencyId, request.clientId ?? null);
    const backfillFrom = await this.backfillStart(agencyId, request.backfillFrom);
    const { description, credentials, check } = await checkCredentials(this.ports.networks, request);
    const id = this.ports.identifiers.id();
    const owner = { agencyId, id, network: description.id };
    await this.add({
      ...owner,
      label,
      clientId,
      backfillFrom,
      sealedCredentials: sealCredentials(this.ports.cipher, owner, credentials),
      credentialHints: credentialHints(description, credentials),
      identityHash: this.ports.identifiers.fingerprint(check.accountIdentity),
      nextDueAt: this.ports.clock.now(),
    });
    await this.ports.queue.enqueue({ agencyId, accountId: id, trigger: 'connect' });
    const account = await this.ports.accounts.find({ agencyId, accountId: id });
    if (!account) throw new Error('The account that was just added cannot be found');
    return account;
  }

  private async add(account: Parameters<NetworkAccountRepository['add']>[0]): Promise<void> {
    try {
      await this.ports.accounts.add(account);
    } catch (error) {
      if (!(error instanceof AccountAlreadyConnected)) throw error;
      const detail = `${error.message}. Connecting it twice would count its sales twice.`;
      throw new Refusal('already-connected', detail);
    }
  }

  private async backfillStart(agencyId: string, text: string): Promise<Date> {
    const agency = await this.ports.agencies.find(agencyId);
    if (!agency) throw new Refusal('not-found', 'There is no such agency.');
    const today = dayInZone(this.ports.clock.now(), agency.timeZone);
    const day = parsedDay(text);
    if (day === null || day > today || day < addMonths(today, -MAX_BACKFILL_MONTHS)) {
      const message = 'Choose a day within the last five years, as YYYY-MM-DD.';
      throw new Refusal('invalid-input', message, [{ field: 'backfillFrom', message }]);
    }
    return startOfDay(day, agency.timeZone);
  }
}

function checkedLabel(text: string): string {
  const label = text.trim();
  if (label.length > 0 && label.length <= MAX_LABEL_LENGTH) return label;
  const message = `Give the account a label of 1 to ${MAX_LABEL_LENGTH} characters.`;
  throw new Refusal('invalid-input', message, [{ field: 'label', message }]);
}

function parsedDay(text: string): CalendarDay | null {
  try {
    return calendarDay(text);
  } catch {
    return null;
  }
}
