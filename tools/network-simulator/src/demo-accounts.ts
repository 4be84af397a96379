import { type AccountOptions } from './accounts';

/** One account a network, and two spare ones that no demo connects: for trying "connect a network". All invented. */
export const DEMO_ACCOUNTS: readonly AccountOptions[] = [
  {
    network: 'clickbank',
    label: 'northbank',
    credentials: { apiKey: 'API-DEMO0NORTHBANK0000000000000000000001' },
  },
  {
    network: 'digistore24',
    label: 'nordlicht',
    credentials: { apiKey: '100001-DEMOnordlicht000000000000000000000001' },
  },
  {
    network: 'buygoods',
    label: 'harborreach',
    credentials: { accountId: '10421', apiToken: 'DEMO+harborreach/000000000000001==' },
  },
  {
    network: 'maxweb',
    label: 'ridgeline',
    credentials: { affiliateId: '20877', apiToken: 'DEMO+ridgeline/00000000000000001==' },
  },
  {
    network: 'jvzoo',
    label: 'Launchpad Lane',
    credentials: { apiKey: 'de0000000000000000000000000000000000000000000000000000000000d001' },
  },
  {
    network: 'hotmart',
    label: 'Maré Alta',
    credentials: {
      clientId: 'de000000-0000-4000-8000-00000000d001',
      clientSecret: 'de000000-0000-4000-8000-0000000000a1',
    },
  },
  {
    network: 'clickbank',
    label: 'sparebank',
    credentials: { apiKey: 'API-DEMO0SPAREBANK0000000000000000000002' },
    salesPerDay: 3,
  },
  {
    network: 'digistore24',
    label: 'ersatzkonto',
    credentials: { apiKey: '100002-DEMOersatzkonto0000000000000000000002' },
    salesPerDay: 3,
  },
];

/** The first account of each network: what an agency would connect. The others are spare. */
export const AGENCY_ACCOUNTS: readonly AccountOptions[] = DEMO_ACCOUNTS.filter(
  ({ network }, index) => DEMO_ACCOUNTS.findIndex((other) => other.network === network) === index,
);
