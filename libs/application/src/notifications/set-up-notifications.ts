import type {
  CredentialCipher,
  Credentials,
  IdentifierFactory,
  NetworkAccountRepository,
  NetworkCatalog,
  NotificationEndpointRepository,
} from '@tributary/ports';
import { checkedCredentials, credentialHints } from '../network-accounts/credentials';
import { notifyingAccount, type NotifyingAccount } from './notification-setup';
import { contextOf } from './sealed-content';

export interface SetUpNotificationsPorts {
  readonly accounts: NetworkAccountRepository;
  readonly networks: NetworkCatalog;
  readonly endpoints: NotificationEndpointRepository;
  readonly cipher: CredentialCipher;
  readonly identifiers: IdentifierFactory;
}

export interface SetUpRequest {
  /** The fields the network's notifications ask for, all of them; null keeps what is stored. */
  readonly credentials: Credentials | null;
  /** Replaces the address: what is sent to the former one is refused from now on. */
  readonly replacesAddress: boolean;
}

/** Gives an account an address for its network, or changes it. */
export class SetUpNotifications {
  constructor(private readonly ports: SetUpNotificationsPorts) {}

  /**
   * @returns the secret of a new address, which is never given out again; null when the address stays.
   * @throws {Refusal} `not-found`, `invalid-input` naming each missing, unknown or malformed field.
   */
  async run(agencyId: string, accountId: string, request: SetUpRequest): Promise<string | null> {
    const notifying = await notifyingAccount(this.ports, agencyId, accountId);
    const key = { agencyId, accountId };
    const isNew = (await this.ports.endpoints.find(key)) === null;
    const secrets = isNew || request.credentials ? this.sealed(notifying, request.credentials ?? {}) : null;
    const secret = isNew || request.replacesAddress ? this.ports.identifiers.token() : null;
    const secretHash = secret === null ? null : this.ports.identifiers.fingerprint(secret);
    await this.ports.endpoints.save(key, { secretHash, secrets });
    return secret;
  }

  private sealed({ account, description }: NotifyingAccount, input: Credentials) {
    const form = { name: description.name, credentialFields: description.secretFields };
    const secrets = checkedCredentials(form, input);
    const { agencyId, id: accountId, network } = account;
    const context = contextOf({ agencyId, accountId, network }, 'notification-secrets');
    return {
      sealed: this.ports.cipher.seal(new TextEncoder().encode(JSON.stringify(secrets)), context),
      hints: credentialHints(form, secrets),
    };
  }
}

/** Takes the address away: what the network goes on sending is refused. What was received stays. */
export class RemoveNotifications {
  constructor(private readonly ports: Pick<SetUpNotificationsPorts, 'accounts' | 'networks' | 'endpoints'>) {}

  /** @throws {Refusal} `not-found` */
  async run(agencyId: string, accountId: string): Promise<void> {
    await notifyingAccount(this.ports, agencyId, accountId);
    await this.ports.endpoints.remove({ agencyId, accountId });
  }
}
