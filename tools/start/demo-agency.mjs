/**
 * The agencies that the demo opens with, their clients and their people. Their passwords are no secret: the demo listens on
 * this machine only.
 */
export const DEMO_AGENCIES = [
  {
    name: 'Northbank Media',
    currency: 'EUR',
    zone: 'Europe/Amsterdam',
    locale: 'en-GB',
    owner: {
      name: 'Mara Lindqvist',
      role: 'owner',
      email: 'mara@northbank.example',
      password: 'six streams one river',
      earlierPassword: 'northbank-demo',
    },
    clients: [
      { name: 'Harbour Nutrition', networks: ['clickbank', 'buygoods'] },
      { name: 'Lumen Courses', networks: ['digistore24', 'hotmart'] },
    ],
    people: [
      {
        name: 'Jonas Weber',
        role: 'admin',
        email: 'jonas@northbank.example',
        password: 'paper boats at noon',
      },
      {
        name: 'Priya Raman',
        role: 'analyst',
        email: 'priya@northbank.example',
        password: 'counting every drop',
      },
      { name: 'Tom Haddad', role: 'viewer', email: 'tom@northbank.example', password: 'window seat forever' },
      {
        name: 'Elise Moreau',
        role: 'client',
        clients: ['Harbour Nutrition'],
        figures: 'money',
        email: 'elise@harbour.example',
        password: 'gulls over the pier',
      },
      {
        name: 'Sven Aaltonen',
        role: 'client',
        clients: ['Lumen Courses'],
        figures: 'index',
        email: 'sven@lumen.example',
        password: 'slow lamp bright room',
      },
    ],
  },
  {
    name: 'Blue Desert Digital',
    currency: 'USD',
    zone: 'America/Phoenix',
    locale: 'en-US',
    owner: {
      name: 'Dale Okafor',
      role: 'owner',
      email: 'dale@bluedesert.example',
      password: 'cactus moon morning',
      earlierPassword: 'bluedesert-demo',
    },
    clients: [],
    people: [],
  },
];

/** Whoever runs the installation: sees agencies and people, and no figure. */
export const DEMO_OPERATOR = {
  name: 'Ines Kaur',
  email: 'ines@operator.example',
  password: 'switchboard-demo',
};

/** Arguments and environment of the operator's command that adds a platform admin. */
export function createPlatformAdminCommand({ name, email, password }) {
  return {
    args: ['dist/apps/bff/create-platform-admin.js', '--name', name, '--email', email],
    env: { ADMIN_PASSWORD: password },
  };
}

/** Arguments and environment of the operator's command that sets an agency up. */
export function createAgencyCommand({ name, currency, zone, locale, owner }) {
  return {
    args: [
      'dist/apps/bff/create-agency.js',
      ...['--name', name, '--currency', currency, '--zone', zone, '--locale', locale],
      ...['--owner-name', owner.name, '--owner-email', owner.email],
    ],
    env: { OWNER_PASSWORD: owner.password },
  };
}
