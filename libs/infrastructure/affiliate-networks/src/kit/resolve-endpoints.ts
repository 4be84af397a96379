import type { AffiliateNetwork } from './affiliate-network';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The base URLs of a network, by endpoint name, without a trailing slash.
 * @throws {RangeError} naming the variable, when an override is no plain http(s) address.
 */
export function resolveEndpoints(
  network: AffiliateNetwork,
  environment: Environment,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(network.endpoints).map(([name, { environmentVariable, defaultUrl }]) => {
      const override = environment[environmentVariable]?.trim();
      return [name, override ? checked(override, environmentVariable) : defaultUrl];
    }),
  );
}

/** The value is not quoted: it might hold a password. */
function checked(value: string, variable: string): string {
  const fail = (reason: string) => new RangeError(`${variable} ${reason}`);
  if (!URL.canParse(value)) throw fail('is not an absolute URL');
  const url = new URL(value);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw fail('must start with https:// or http://');
  if (url.username || url.password) throw fail('must not hold a user name or password');
  if (url.search || url.hash) throw fail('must not hold a query or a fragment');
  return url.href.replace(/\/+$/, '');
}
