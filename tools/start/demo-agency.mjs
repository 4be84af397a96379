/** The agencies that the demo opens with. Their passwords are no secret: the demo listens on this machine only. */
export const DEMO_AGENCIES = [
  {
    name: 'Northbank Media',
    currency: 'EUR',
    zone: 'Europe/Amsterdam',
    locale: 'en-GB',
    ownerName: 'Mara Lindqvist',
    ownerEmail: 'mara@northbank.example',
    ownerPassword: 'six streams one river',
    earlierPassword: 'northbank-demo',
  },
  {
    name: 'Blue Desert Digital',
    currency: 'USD',
    zone: 'America/Phoenix',
    locale: 'en-US',
    ownerName: 'Dale Okafor',
    ownerEmail: 'dale@bluedesert.example',
    ownerPassword: 'cactus moon morning',
    earlierPassword: 'bluedesert-demo',
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
export function createAgencyCommand(agency) {
  return {
    args: [
      'dist/apps/bff/create-agency.js',
      ...['--name', agency.name, '--currency', agency.currency, '--zone', agency.zone],
      ...['--locale', agency.locale, '--owner-name', agency.ownerName, '--owner-email', agency.ownerEmail],
    ],
    env: { OWNER_PASSWORD: agency.ownerPassword },
  };
}

/**
 * Connects an agency's accounts at the simulator the way a person would: signs in and calls the API, which tests each key, seals
 * it and starts the first reading. Accounts that are connected already stay as they are.
 * @returns the password that signed the owner in: data of an earlier version has another one.
 */
export async function connectDemoAccounts(baseUrl, agency, accounts) {
  const { accessToken, password } = await signInAsOwner(baseUrl, agency);
  const year = new Date().getUTCFullYear();
  for (const { network, credentials, label } of accounts) {
    const request = { network, credentials, label, backfillFrom: `${year - 1}-01-01` };
    await post(`${baseUrl}/api/v1/network-accounts`, request, accessToken);
  }
  return password;
}

async function signInAsOwner(baseUrl, { ownerEmail: email, ownerPassword, earlierPassword }) {
  const signIn = async (password) => ({
    ...(await post(`${baseUrl}/api/v1/auth/sign-in`, { email, password })),
    password,
  });
  return signIn(ownerPassword).catch(() => signIn(earlierPassword));
}

async function post(url, body, accessToken) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(accessToken && { authorization: `Bearer ${accessToken}` }),
    },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  const isConnected = response.status === 409;
  if (!response.ok && !isConnected) throw new Error(`${url} answered ${response.status}: ${answer.detail}`);
  return answer;
}
