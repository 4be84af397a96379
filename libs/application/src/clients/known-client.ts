import type { ClientRepository } from '@tributary/ports';
import { Refusal } from '../refusal';

/** What is said of an unknown client and of another agency's client alike. */
export const NO_SUCH_CLIENT = 'There is no such client. Choose one of the list.';

/**
 * A client id that somebody named, once it is known to be one of the agency; null stays null.
 * @throws {Refusal} `not-found`
 */
export async function knownClient(
  clients: ClientRepository,
  agencyId: string,
  clientId: string | null,
): Promise<string | null> {
  if (clientId === null || (await clients.find(agencyId, clientId))) return clientId;
  throw new Refusal('not-found', NO_SUCH_CLIENT, [{ field: 'clientId', message: NO_SUCH_CLIENT }]);
}
