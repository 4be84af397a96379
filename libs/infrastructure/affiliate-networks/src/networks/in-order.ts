import type { AffiliateNetwork } from '../kit/affiliate-network';
import * as places from './index';

const byPlace = ([one]: [string, unknown], [other]: [string, unknown]) => (one < other ? -1 : 1);

/** The registered networks by their places, the first one first. */
export const NETWORKS: readonly AffiliateNetwork[] = Object.entries<AffiliateNetwork>(places)
  .toSorted(byPlace)
  .map(([, network]) => network);
