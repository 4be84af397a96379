import { isIP } from 'node:net';
import { z } from 'zod';

const HINT =
  'TRUST_PROXY must be the number of proxies in front (1 to 9) or their addresses, like 10.0.0.0/8, separated by commas';
const COUNT = /^[1-9]$/;
const NAMED = ['loopback', 'linklocal', 'uniquelocal'];

/**
 * Whose `X-Forwarded-For` is believed, as Express takes it. Never "everybody's": then anybody could write an address of
 * their choice into the header, and no address would mean anything.
 */
export const trustedProxies = z
  .string()
  .transform((text) => (COUNT.test(text) ? Number(text) : text.split(',').map((part) => part.trim())))
  .refine((proxies) => typeof proxies === 'number' || proxies.every(isProxy), { error: HINT });

function isProxy(text: string): boolean {
  if (NAMED.includes(text)) return true;
  const [address = '', prefix, ...rest] = text.split('/');
  const longest = { 4: 32, 6: 128 }[isIP(address)];
  if (longest === undefined || rest.length > 0) return false;
  return prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= longest);
}
