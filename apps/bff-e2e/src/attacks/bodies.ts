import type { Ids } from './ids';

type Body = Readonly<Record<string, unknown>>;

const CREDENTIALS = { credentials: { apiKey: 'API-DEMO0SPAREBANK0000000000000000000002' } };
const MAPPING = {
  form: { encoding: 'utf-8', delimiter: ',' },
  mapping: {
    fields: {},
    dateFormat: null,
    timeZone: 'UTC',
    decimalSign: null,
    statusWords: {},
    refundRows: 'same-row',
    refundTakes: 'not-told',
  },
  checks: 'first-rows',
};

/** A well-formed body for each operation that takes one: one that is refused for its form would never reach what is asked. */
const BODIES: Readonly<Record<string, (ids: Ids) => Body>> = {
  replaceCredentials: () => CREDENTIALS,
  changeNetworkAccount: ({ client }) => ({ isPaused: true, clientId: client }),
  setUpNotifications: () => ({ replacesAddress: true }),
  replayQuarantine: () => ({}),
  dismissQuarantine: () => ({ reason: 'known' }),
  restoreQuarantine: () => ({}),
  rereadPeriod: () => ({ from: '2026-10-01', until: '2026-10-02' }),
  chooseImportMapping: () => MAPPING,
  signIn: () => ({ email: 'nobody@example.com', password: 'x' }),
  changeAgency: () => ({ name: 'Another name' }),
  testNetworkKey: () => ({ network: 'clickbank', ...CREDENTIALS }),
  connectNetwork: () => ({
    ...{ network: 'clickbank', ...CREDENTIALS },
    ...{ label: 'spare', backfillFrom: '2026-10-01' },
  }),
  createClient: () => ({ name: 'Another client' }),
  renameClient: () => ({ name: 'Another name' }),
  changeTwoFactorPolicy: () => ({ isRequired: false }),
  enrolTwoFactor: () => ({ password: 'not the one' }),
  confirmTwoFactor: () => ({ code: '123456' }),
  disableTwoFactor: () => ({ password: 'not the one', code: '123456' }),
  renewRecoveryCodes: () => ({ password: 'not the one', code: '123456' }),
  completeSignIn: () => ({ ticket: 'x', code: '123456' }),
  changeRetention: () => ({ keepMonths: 26 }),
  exportPerson: () => ({ email: 'nobody@example.com' }),
  erasePerson: () => ({ email: 'nobody@example.com' }),
  inviteMember: ({ client }) => ({
    ...{ email: 'new@example.com', role: 'client' },
    ...{ clientIds: [client], figures: 'money' },
  }),
  changeMember: ({ client }) => ({ role: 'client', clientIds: [client] }),
  inviteFirstOwner: () => ({ email: 'new@example.com', name: 'Eve' }),
  changeProfile: () => ({ name: 'Another name' }),
  changePassword: () => ({ password: 'not the one', newPassword: 'correct horse battery staple' }),
  openInvitation: () => ({ token: 'x'.repeat(43) }),
  acceptInvitation: () => ({ token: 'x'.repeat(43), name: 'Eve', password: 'correct horse battery staple' }),
  askPasswordReset: () => ({ email: 'nobody@example.com' }),
  openPasswordReset: () => ({ token: 'x'.repeat(43) }),
  completePasswordReset: () => ({ token: 'x'.repeat(43), password: 'correct horse battery staple' }),
  markLooked: () => ({ until: '2026-10-01T00:00:00Z' }),
};

/** @throws {Error} for an operation that the suite does not know: give it a body in `bodies.ts`. */
export function bodyOf(operationId: string, ids: Ids): Body {
  const body = BODIES[operationId];
  if (!body)
    throw new Error(`${operationId} takes a body that is unknown to the attacks: give one in bodies.ts`);
  return body(ids);
}
