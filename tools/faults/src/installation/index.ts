import { CIPHERTEXTS } from './ciphertexts';
import { CROWD } from './crowd';
import type { InstallationScenario } from './installation-scenario';
import { NETWORK_OUTAGE } from './network-outage';
import { PROCESS_INSTALLATION } from './processes';
import { STOPPED_AMONG_MANY } from './stopped-among-many';

/** With so many accounts that fifty are read at a time. */
export const AMONG_MANY: readonly InstallationScenario[] = [STOPPED_AMONG_MANY];

/** With a few accounts of each network. In the order of the table. */
export const INSTALLATION_SCENARIOS: readonly InstallationScenario[] = [
  NETWORK_OUTAGE,
  CIPHERTEXTS,
  ...PROCESS_INSTALLATION,
  CROWD,
];
