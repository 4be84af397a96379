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
  return plain.includes(':') ? `${lineOf(plain)}::/64` : plain;
}

/** The first half of an IPv6 address, written out. */
function lineOf(address: string): string {
  const [head = [], tail = []] = address
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: GROUPS - head.length - tail.length }, () => '0');
  const line = [...head, ...zeros, ...tail].slice(0, GROUPS_OF_A_LINE);
  return line.map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}
