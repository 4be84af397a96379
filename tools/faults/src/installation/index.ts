import { CIPHERTEXTS } from './ciphertexts';
import type { InstallationScenario } from './installation-scenario';
import { NETWORK_OUTAGE } from './network-outage';
import { PROCESS_INSTALLATION } from './processes';

/** In the order of the table. */
export const INSTALLATION_SCENARIOS: readonly InstallationScenario[] = [
  NETWORK_OUTAGE,
  CIPHERTEXTS,
  ...PROCESS_INSTALLATION,
];
