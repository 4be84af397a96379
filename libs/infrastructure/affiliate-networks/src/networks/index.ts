import type { AffiliateNetwork } from '../kit/affiliate-network';
import { buygoods } from './buygoods/buygoods.network';
import { clickbank } from './clickbank/clickbank.network';
import { digistore24 } from './digistore24/digistore24.network';
import { hotmart } from './hotmart/hotmart.network';
import { jvzoo } from './jvzoo/jvzoo.network';
import { maxweb } from './maxweb/maxweb.network';

/** The registered networks, one line each. Their order is their place in the palette: a new one goes to the end. */
export const NETWORKS: readonly AffiliateNetwork[] = [
  clickbank,
  digistore24,
  buygoods,
  maxweb,
  jvzoo,
  hotmart,
];
