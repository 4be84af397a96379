import type { Client } from '@tributary/domain';
import type { ClientRepository } from '@tributary/ports';
import { Refusal } from '../refusal';
import { checkedName, refusingTakenNames } from './client-name';

export class RenameClient {
  constructor(private readonly clients: ClientRepository) {}

  /** @throws {Refusal} `not-found`; `invalid-input` for a name that is empty, very long, or taken in any case. */
  async run(agencyId: string, id: string, name: string): Promise<Client> {
    const client = { id, agencyId, name: checkedName(name) };
    const isKnown = await refusingTakenNames(this.clients.rename(client));
    if (!isKnown) throw new Refusal('not-found', 'There is no such client.');
    return client;
  }
}
