import type { Client } from '@tributary/domain';
import type { ClientRepository, IdentifierFactory } from '@tributary/ports';
import { checkedName, refusingTakenNames } from './client-name';

/** Adds a customer or brand of the agency, without accounts and logins yet. */
export class CreateClient {
  constructor(
    private readonly clients: ClientRepository,
    private readonly identifiers: IdentifierFactory,
  ) {}

  /** @throws {Refusal} `invalid-input` for a name that is empty, very long, or taken in any case. */
  async run(agencyId: string, name: string): Promise<Client> {
    const client = { id: this.identifiers.id(), agencyId, name: checkedName(name) };
    await refusingTakenNames(this.clients.add(client));
    return client;
  }
}
