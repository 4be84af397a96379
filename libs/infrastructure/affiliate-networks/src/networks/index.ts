import type { AffiliateNetwork } from '../kit/affiliate-network';

/**
 * The registered networks, one line each. Their order is their place in the palette: a new one goes to the end.
 * The imports stand inside the list because only a list keeps an order, and a network should cost one line.
 */
export const NETWORKS: readonly AffiliateNetwork[] = [
  (await import('./clickbank/clickbank.network')).clickbank,
  (await import('./digistore24/digistore24.network')).digistore24,
  (await import('./buygoods/buygoods.network')).buygoods,
  (await import('./maxweb/maxweb.network')).maxweb,
  (await import('./jvzoo/jvzoo.network')).jvzoo,
  (await import('./hotmart/hotmart.network')).hotmart,
];
