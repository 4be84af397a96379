import { type History } from './world/told-world';

export const NETWORK_IDS = ['clickbank', 'digistore24', 'buygoods', 'maxweb', 'jvzoo', 'hotmart'] as const;
export type NetworkId = (typeof NETWORK_IDS)[number];

/**
 * An account that the simulated network knows. Credentials by network:
 * clickbank `apiKey`; digistore24 `apiKey`; buygoods `accountId`, `apiToken`; maxweb `affiliateId`, `apiToken`;
 * jvzoo `apiKey`; hotmart `clientId`, `clientSecret`.
 */
export interface AccountOptions {
  readonly network: NetworkId;
  /** What the account is called at the network (ClickBank's nickname, Digistore24's user name), and in `/_truth`. */
  readonly label: string;
  readonly credentials: Readonly<Record<string, string>>;
  /** Default: derived from the network and the label. */
  readonly seed?: number;
  /** Orders a day before growth; upsells and rebills come on top. Default: the simulator's. */
  readonly salesPerDay?: number;
  /** ISO instant of the first sale. Default: the first of the month 25 months ago. */
  readonly since?: string;
  /** Told instead of invented: what the network holds of the account at an instant. */
  readonly history?: History;
}
