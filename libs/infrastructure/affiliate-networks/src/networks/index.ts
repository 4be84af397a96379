import type { AffiliateNetwork } from '../kit/affiliate-network';

/** The registered networks, one line each. Their order is their place in the palette: a new one goes to the end. */
export const NETWORKS: readonly AffiliateNetwork[] = [
  (await import('./clickbank/clickbank.network')).clickbank,
  (await import('./digistore24/digistore24.network')).digistore24,
  (await import('./jvzoo/jvzoo.network')).jvzoo,
  (await import('./hotmart/hotmart.network')).hotmart,
];
