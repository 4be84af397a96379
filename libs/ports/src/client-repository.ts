import type { Client } from '@tributary/domain';
import type { AccountKey } from './sale-repository';

/** A client with what belongs to it. */
export interface ClientSummary {
  readonly id: string;
  readonly name: string;
  /** How many network accounts. */
  readonly accounts: number;
  /** The members whose view is limited to this client, and maybe to others beside it; by name. */
  readonly logins: readonly { readonly id: string; readonly name: string }[];
}

/** Two clients of one name could not be told apart in a filter. */
export class ClientNameTaken extends Error {
  constructor() {
    super('The agency has a client of this name');
    this.name = 'ClientNameTaken';
  }
}

export abstract class ClientRepository {
  /** By name, without regard to case. */
  abstract listOf(agencyId: string): Promise<readonly ClientSummary[]>;
  /** null for an unknown id and for another agency's id alike. */
  abstract find(agencyId: string, clientId: string): Promise<Client | null>;
  /** @throws {ClientNameTaken} when another client of the agency has the name, in any case. */
  abstract add(client: Client): Promise<void>;
  /** @returns false when there is no such client. @throws {ClientNameTaken} */
  abstract rename(client: Client): Promise<boolean>;
  /**
   * Its accounts stay, and belong to the agency again; its logins stay, and see nothing of it any more.
   * @returns false when there was no such client.
   */
  abstract remove(agencyId: string, clientId: string): Promise<boolean>;
}

/** Which network accounts belong to which client. */
export abstract class ClientAccounts {
  /** Ids of the accounts that belong to any of these clients now. */
  abstract accountsOf(agencyId: string, clientIds: readonly string[]): Promise<readonly string[]>;
  /**
   * @param clientId null gives the account back to the agency.
   * @returns false when the agency has no such account or no such client.
   */
  abstract assign(key: AccountKey, clientId: string | null): Promise<boolean>;
}
