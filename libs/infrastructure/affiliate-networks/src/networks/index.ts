import type { AffiliateNetwork } from '../kit/affiliate-network';

/** The registered networks, one line each. Their order is their place in the palette: a new one goes to the end. */
export const NETWORKS: readonly AffiliateNetwork[] = [];
