/** A network's stable name in kebab case, for example `clickbank`. A string, not an enum: a new network needs no migration. */
export type NetworkId = string & { readonly __brand: 'NetworkId' };

const NETWORK_ID = /^[a-z][a-z0-9-]{1,30}$/;

/** @throws {RangeError} when the text is not a lower-case name of 2 to 31 letters, digits and hyphens. */
export function networkId(text: string): NetworkId {
  if (!NETWORK_ID.test(text)) throw new RangeError(`"${text}" is not a network id`);
  return text as NetworkId;
}
