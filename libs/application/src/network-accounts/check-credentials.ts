import { NetworkError, type CredentialCheck, type Credentials, type NetworkCatalog } from '@tributary/ports';
import type { NetworkDescription } from '@tributary/ports';
import { Refusal } from '../refusal';
import { checkedCredentials } from './credentials';

export interface CheckedKey {
  readonly description: NetworkDescription;
  readonly credentials: Credentials;
  readonly check: CredentialCheck;
}

/**
 * Calls the network once with the credentials a person typed. Stores nothing.
 * @throws {Refusal} `unknown-network`, `invalid-input`, `key-refused` with the network's own words, or
 * `network-not-answering` when it cannot be told whether the key is good.
 */
export async function checkCredentials(
  networks: NetworkCatalog,
  request: { readonly network: string; readonly credentials: Credentials },
): Promise<CheckedKey> {
  const description = networks.find(request.network);
  if (!description) throw new Refusal('unknown-network', `There is no network called ${request.network}.`);
  const credentials = checkedCredentials(description, request.credentials);
  try {
    const check = await networks.gateway(description.id).validateCredentials(credentials);
    return { description, credentials, check };
  } catch (error) {
    throw refusalOf(error, description.name);
  }
}

function refusalOf(error: unknown, name: string): unknown {
  if (!(error instanceof NetworkError)) return error;
  // The network's own words may come without a full stop.
  const words = /[.!?…]["”]?$/.test(error.message) ? error.message : `${error.message}.`;
  if (error.retry === 'never') return new Refusal('key-refused', `${words} Nothing was saved.`);
  const detail = `${name} could not check this key: ${words} Nothing was saved. Try again in a few minutes.`;
  return new Refusal('network-not-answering', detail);
}
