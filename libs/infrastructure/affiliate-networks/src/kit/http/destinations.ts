import { lookup as lookUp, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';

/** Beside the public internet, where requests may go when the operator says so. */
export const PLACES = ['loopback', 'private'] as const;
export type Place = (typeof PLACES)[number];
type Reach = 'public' | Place | 'never';

/** Where clouds hand out credentials, and what is no single machine of today's internet. */
const NEVER = listOf([
  ...['0.0.0.0/8', '169.254.0.0/16', '100.100.100.200/32', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...['fd00:ec2::254/128', 'fe80::/10', 'fec0::/10', 'ff00::/8', '100::/64', '2001:db8::/32', '3fff::/20'],
  // These hold an IPv4 address that somebody on the way takes out again.
  ...['::/96', '64:ff9b::/96', '64:ff9b:1::/48', '2001::/32', '2002::/16', '::ffff:0:0:0/96'],
]);
const LOOPBACK = listOf(['127.0.0.0/8', '::1/128']);
const PRIVATE = listOf(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7']);

/** A request that would have gone where no network is. The address is not named: it came from outside. */
class DestinationRefused extends Error {
  readonly code = 'DESTINATION_REFUSED';

  constructor() {
    super('The name leads to an address that is not on the public internet');
  }
}

/**
 * Where requests may go: the public internet over TLS, and what the operator allows beside it. Names are judged by what
 * they lead to at the moment of connecting, so that a name cannot lead elsewhere once it was checked.
 */
export class Destinations {
  constructor(private readonly allowed: readonly Place[] = []) {}

  /** What is wrong with an address of the operator's, in words that follow the name of its variable; null when nothing. */
  objection(value: string): string | null {
    const url = URL.parse(value);
    if (!url) return 'is not an absolute URL';
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must start with https:// or http://';
    const host = bare(url.hostname);
    return objectionToParts(url) ?? this.objectionToHost(host, value) ?? this.objectionToScheme(url);
  }

  /** Whether a connection to this IP address may be made. */
  admits(address: string): boolean {
    const reach = reachOf(address);
    return reach === 'public' || (reach !== 'never' && this.allowed.includes(reach));
  }

  /** Connects only to what is admitted. For the `connect` option of an agent. */
  connector(timeoutMs: number): buildConnector.connector {
    const connect = buildConnector({ timeout: timeoutMs, lookup: this.lookup });
    return (options, callback) => {
      const host = bare(options.hostname);
      if (isIP(host) !== 0 && !this.admits(host)) callback(new DestinationRefused(), null);
      else connect(options, callback);
    };
  }

  private readonly lookup: LookupFunction = (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const [first] = found;
      if (error || !first) callback(error ?? new DestinationRefused(), '');
      // One bad address is enough: which of several is taken is not ours to say.
      else if (!found.every(({ address }) => this.admits(address))) callback(new DestinationRefused(), '');
      else if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };

  private objectionToHost(host: string, written: string): string | null {
    if (host === 'localhost' || host.endsWith('.localhost')) {
      return this.allowed.includes('loopback') ? null : NOT_PUBLIC;
    }
    if (isIP(host) === 0) return null;
    // 2130706433, 0x7f.1 and 017700000001 are all 127.0.0.1: whoever writes like that hides something.
    if (isIP(host) === 4 && !written.includes(host))
      return 'must write an IP address as four decimal numbers';
    return this.admits(host) ? null : NOT_PUBLIC;
  }

  private objectionToScheme({ protocol, hostname }: URL): string | null {
    if (protocol === 'https:') return null;
    const host = bare(hostname);
    const isNear = isIP(host) === 0 ? this.allowed.length > 0 : reachOf(host) !== 'public';
    return isNear ? null : 'must start with https://';
  }
}

function objectionToParts(url: URL): string | null {
  if (url.username || url.password) return 'must not hold a user name or password';
  return url.search || url.hash ? 'must not hold a query or a fragment' : null;
}

const NOT_PUBLIC =
  'leads to an address that is not on the public internet; OUTBOUND_ALLOW says what else is allowed';

function reachOf(address: string): Reach {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  // A list answers for an IPv4 address in IPv6 clothes (::ffff:10.0.0.1) as for the address itself.
  if (LOOPBACK.check(address, family)) return 'loopback';
  if (NEVER.check(address, family)) return 'never';
  return PRIVATE.check(address, family) ? 'private' : 'public';
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** URLs write IPv6 addresses in brackets. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}
