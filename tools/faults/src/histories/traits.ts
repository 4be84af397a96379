import type { NetworkId } from '@tributary/network-simulator';

/** What can happen to a payment at a network. */
export interface Traits {
  /** Reversals are rows of their own and stay for ever; elsewhere they change the row of their sale, and may be gone again. */
  readonly hasOwnReversals: boolean;
  /** A payment may wait for its money. */
  readonly isPending: boolean;
  /** A payment may be given up without ever having been paid. */
  readonly isNeverPaid: boolean;
  /** A commission may be taken back by a void of its own. */
  readonly isVoided: boolean;
  /** A buyer may ask for a refund. */
  readonly isRequested: boolean;
  /** Reversals have a date of the network's, which it may correct without giving the row another id. */
  readonly hasCorrectedReversals: boolean;
}

const IN_PLACE: Traits = {
  hasOwnReversals: false,
  isPending: false,
  isNeverPaid: false,
  isVoided: false,
  isRequested: false,
  hasCorrectedReversals: false,
};
const CLICKCRM: Traits = { ...IN_PLACE, isVoided: true, hasCorrectedReversals: true };

export const TRAITS: Readonly<Record<NetworkId, Traits>> = {
  clickbank: { ...IN_PLACE, hasOwnReversals: true },
  digistore24: { ...IN_PLACE, hasOwnReversals: true, isRequested: true, hasCorrectedReversals: true },
  buygoods: CLICKCRM,
  maxweb: CLICKCRM,
  jvzoo: { ...IN_PLACE, isPending: true },
  hotmart: { ...IN_PLACE, isPending: true, isNeverPaid: true, isRequested: true },
};
