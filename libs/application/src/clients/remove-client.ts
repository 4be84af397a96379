import type { ClientRepository } from '@tributary/ports';
import { Refusal } from '../refusal';

/**
 * Removes a client. Its accounts go on, as the agency's own; its logins stay, and one that is left without any client
 * sees nothing.
 */
export class RemoveClient {
  constructor(private readonly clients: ClientRepository) {}

  /** @throws {Refusal} `not-found` */
  async run(agencyId: string, clientId: string): Promise<void> {
    const wasThere = await this.clients.remove(agencyId, clientId);
    if (!wasThere) throw new Refusal('not-found', 'There is no such client.');
  }
}
