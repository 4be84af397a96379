import type { AffiliateNetwork } from './affiliate-network';
import { Destinations } from './http/destinations';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The base URLs of a network, by endpoint name, without a trailing slash.
 * @throws {RangeError} naming the variable, when an override is no address that may be asked.
 */
export function resolveEndpoints(
  network: AffiliateNetwork,
  environment: Environment,
  destinations = new Destinations(),
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(network.endpoints).map(([name, { environmentVariable, defaultUrl }]) => {
      const override = environment[environmentVariable]?.trim();
      return [name, override ? checked(override, environmentVariable, destinations) : defaultUrl];
    }),
  );
}

/** The value is not quoted: it might hold a password. */
function checked(value: string, variable: string, destinations: Destinations): string {
  const objection = destinations.objection(value);
  if (objection !== null) throw new RangeError(`${variable} ${objection}`);
  return new URL(value).href.replace(/\/+$/, '');
}
