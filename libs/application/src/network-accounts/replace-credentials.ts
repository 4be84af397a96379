import type { NetworkAccount } from '@tributary/domain';
import type {
  CredentialCipher,
  Credentials,
  IdentifierFactory,
  NetworkAccountRepository,
  NetworkCatalog,
  SyncQueue,
} from '@tributary/ports';
import { Refusal } from '../refusal';
import { checkCredentials } from './check-credentials';
import { findTwin } from './find-twin';
import { credentialHints, sealCredentials } from './credentials';

export interface ReplaceCredentialsPorts {
  readonly networks: NetworkCatalog;
  readonly accounts: NetworkAccountRepository;
  readonly cipher: CredentialCipher;
  readonly queue: SyncQueue;
  readonly identifiers: IdentifierFactory;
}

/** Replaces a key and keeps the account's sales and history. The new key is tested first; the old one stays otherwise. */
export class ReplaceCredentials {
  constructor(private readonly ports: ReplaceCredentialsPorts) {}

  /** @throws {Refusal} `not-found`, `already-connected`, or see {@link checkCredentials}. */
  async run(agencyId: string, accountId: string, input: Credentials): Promise<NetworkAccount> {
    const account = await this.find(agencyId, accountId);
    const request = { network: account.network, credentials: input };
    const { description, credentials, check } = await checkCredentials(this.ports.networks, request);
    const identityHash = this.ports.identifiers.fingerprint(check.accountIdentity);
    const twin = await findTwin(this.ports.accounts, account, identityHash);
    if (twin && twin.id !== accountId) {
      throw new Refusal(
        'already-connected',
        `This key belongs to ${twin.label}, which is connected already.`,
      );
    }
    await this.ports.accounts.replaceCredentials(
      { agencyId, accountId },
      {
        sealedCredentials: sealCredentials(this.ports.cipher, account, credentials),
        credentialHints: credentialHints(description, credentials),
        identityHash,
      },
    );
    await this.ports.queue.enqueue({ agencyId, accountId, trigger: 'manual' });
    return this.find(agencyId, accountId);
  }

  private async find(agencyId: string, accountId: string): Promise<NetworkAccount> {
    const account = await this.ports.accounts.find({ agencyId, accountId });
    if (!account) throw new Refusal('not-found', 'There is no such connection.');
    return account;
  }
}
