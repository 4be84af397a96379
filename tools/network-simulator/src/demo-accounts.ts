import { type AccountOptions } from './accounts';

/** One account of each network: what the demo's first agency connects. All invented. */
export const AGENCY_ACCOUNTS: readonly AccountOptions[] = [
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
];

/** The same six networks again: what the demo's second agency connects. Smaller, so that both are read soon. */
export const SECOND_AGENCY_ACCOUNTS: readonly AccountOptions[] = [
  {
    network: 'clickbank',
    label: 'bluedesert',
    credentials: { apiKey: 'API-DEMO0BLUEDESERT000000000000000000003' },
    salesPerDay: 2,
  },
  {
    network: 'digistore24',
    label: 'wuestenwind',
    credentials: { apiKey: '100003-DEMOwuestenwind0000000000000000000003' },
    salesPerDay: 2,
  },
  {
    network: 'buygoods',
    label: 'mesareach',
    credentials: { accountId: '10573', apiToken: 'DEMO+mesareach/00000000000000003==' },
    salesPerDay: 2,
  },
  {
    network: 'maxweb',
    label: 'canyonline',
    credentials: { affiliateId: '20993', apiToken: 'DEMO+canyonline/0000000000000003==' },
    salesPerDay: 2,
  },
  {
    network: 'jvzoo',
    label: 'Saguaro Studio',
    credentials: { apiKey: 'de0000000000000000000000000000000000000000000000000000000000d003' },
    salesPerDay: 2,
  },
  {
    network: 'hotmart',
    label: 'Deserto Azul',
    credentials: {
      clientId: 'de000000-0000-4000-8000-00000000d003',
      clientSecret: 'de000000-0000-4000-8000-0000000000a3',
    },
    salesPerDay: 2,
  },
];

/** Connected by nobody: for trying "connect a network". */
const SPARE_ACCOUNTS: readonly AccountOptions[] = [
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

/** Every account that the simulated networks know, unless told others. */
export const DEMO_ACCOUNTS: readonly AccountOptions[] = [
  ...AGENCY_ACCOUNTS,
  ...SECOND_AGENCY_ACCOUNTS,
  ...SPARE_ACCOUNTS,
];
