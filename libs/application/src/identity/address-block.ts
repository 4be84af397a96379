const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;
const GROUPS = 8;
const GROUPS_OF_A_LINE = 4;

/**
 * Whom an address stands for: an IPv4 address for itself, an IPv6 address for its /64, for whoever has one of those has
 * all 2^64 of it.
 */
export function addressBlock(address: string | null): string {
  if (address === null) return 'unknown';
  const plain = address.replace(MAPPED, '').replace(/%.*$/, '').toLowerCase();
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const [first, last] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: GROUPS - (first?.length ?? 0) - (last?.length ?? 0) }, () => '0');
  const groups = plain.includes('::') ? [...(first ?? []), ...zeros, ...(last ?? [])] : (first ?? []);
  const line = groups.slice(0, GROUPS_OF_A_LINE).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${line.join(':')}::/64`;
}
