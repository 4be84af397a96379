import { type NetworkId } from '../accounts';
import { type Profile } from '../world/profile';
import { CLICKBANK_PROFILE } from './clickbank/catalogue';
import { CLICKBANK } from './clickbank/clickbank';
import { BUYGOODS_PROFILE, MAXWEB_PROFILE } from './clickcrm/catalogue';
import { BUYGOODS, MAXWEB } from './clickcrm/clickcrm';
import { DIGISTORE24_PROFILE } from './digistore24/catalogue';
import { DIGISTORE24 } from './digistore24/digistore24';
import { HOTMART_PROFILE } from './hotmart/catalogue';
import { hotmart } from './hotmart/hotmart';
import { JVZOO_PROFILE } from './jvzoo/catalogue';
import { JVZOO } from './jvzoo/jvzoo';
import { type Network } from './network';

export const PROFILES: Readonly<Record<NetworkId, Profile>> = {
  clickbank: CLICKBANK_PROFILE,
  digistore24: DIGISTORE24_PROFILE,
  buygoods: BUYGOODS_PROFILE,
  maxweb: MAXWEB_PROFILE,
  jvzoo: JVZOO_PROFILE,
  hotmart: HOTMART_PROFILE,
};

export function networks(tokenLifetimeSeconds: number): readonly Network[] {
  return [CLICKBANK, DIGISTORE24, BUYGOODS, MAXWEB, JVZOO, hotmart(tokenLifetimeSeconds)];
}
