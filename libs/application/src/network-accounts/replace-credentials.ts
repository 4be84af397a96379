import type { NetworkAccount } from '@tributary/domain';
import {
  AccountAlreadyConnected,
  type CredentialCipher,
  type Credentials,
  type IdentifierFactory,
  type NetworkAccountRepository,
  type NetworkCatalog,
  type SyncQueue,
} from '@tributary/ports';
import { Refusal } from '../refusal';
import { checkCredentials } from './check-credentials';
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
    await this.replace(account, {
      sealedCredentials: sealCredentials(this.ports.cipher, account, credentials),
      credentialHints: credentialHints(description, credentials),
      identityHash,
    });
    await this.ports.queue.enqueue({ agencyId, accountId, trigger: 'manual' });
    return this.find(agencyId, accountId);
  }

  private async replace(
    account: NetworkAccount,
    change: Parameters<NetworkAccountRepository['replaceCredentials']>[1],
  ): Promise<void> {
    try {
      await this.ports.accounts.replaceCredentials(
        { agencyId: account.agencyId, accountId: account.id },
        change,
      );
    } catch (error) {
      if (!(error instanceof AccountAlreadyConnected)) throw error;
      const detail = `This key belongs to ${error.label}, which is connected already. The old key stays.`;
      throw new Refusal('already-connected', detail);
    }
  }

  private async find(agencyId: string, accountId: string): Promise<NetworkAccount> {
    const account = await this.ports.accounts.find({ agencyId, accountId });
    if (!account) throw new Refusal('not-found', 'There is no such connection.');
    return account;
  }
}
