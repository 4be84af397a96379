import type {
  CredentialFieldDescription,
  NetworkAccountView,
  NetworkDescriptor,
  SyncProgressMessage,
  SyncRunView,
} from '@tributary/api-contract';
import type { CardWords } from './accounts/card-words';

/** Friday, 14:32 in Amsterdam. */
export const NOW = new Date('2026-11-20T13:32:00Z');

export function aField(change: Partial<CredentialFieldDescription> = {}): CredentialFieldDescription {
  return { name: 'apiKey', label: 'API key', hint: '', secret: true, required: true, ...change };
}

export function aNetwork(change: Partial<NetworkDescriptor> = {}): NetworkDescriptor {
  return {
    id: 'clickbank',
    name: 'ClickBank',
    monogram: 'CB',
    slot: 1,
    credentialFields: [aField({ pattern: 'API-[A-Z0-9]{36}', hint: 'It starts with API-.' })],
    keySteps: ['Open Settings.', 'Create a key with read access.'],
    timeZone: 'America/Los_Angeles',
    reportsVisits: true,
    limitations: [],
    ...change,
  };
}

/** A network no line of this client was written for. */
export const SEVENTH_NETWORK = aNetwork({
  id: 'seventh-river',
  name: 'Seventh River',
  monogram: 'SR',
  slot: 7,
  credentialFields: [
    aField({ name: 'token', label: 'Access token', pattern: '[a-f0-9]{8}' }),
    aField({
      name: 'role',
      label: 'Read sales as',
      secret: false,
      options: [
        { value: 'affiliate', label: 'Affiliate' },
        { value: 'vendor', label: 'Vendor' },
      ],
    }),
    aField({ name: 'host', label: 'Own host', secret: false, required: false, advanced: true }),
  ],
  keySteps: ['Sign in at Seventh River.', 'Copy the token.'],
  limitations: ['Seventh River never tells the gross.'],
});

export function aRun(change: Partial<SyncRunView> = {}): SyncRunView {
  return {
    id: 'run-1',
    trigger: 'schedule',
    tier: 'hot',
    outcome: 'ok',
    windowFrom: '2026-11-17T13:00:00Z',
    windowTo: '2026-11-20T13:26:00Z',
    startedAt: '2026-11-20T13:26:00Z',
    finishedAt: '2026-11-20T13:26:04Z',
    durationMs: 4_000,
    pages: 2,
    created: 3,
    changed: 2,
    unchanged: 118,
    quarantined: 0,
    errorKind: null,
    errorMessage: null,
    warning: null,
    ...change,
  };
}

export function anAccount(change: Partial<NetworkAccountView> = {}): NetworkAccountView {
  return {
    id: 'account-1',
    network: 'clickbank',
    label: 'northbank',
    clientId: null,
    health: 'fresh',
    isPaused: false,
    backfillFrom: '2026-01-01',
    lastGoodSyncAt: '2026-11-20T13:26:00Z',
    nextSyncAt: '2026-11-20T14:26:00Z',
    readUntil: null,
    failure: null,
    credentialHints: { apiKey: '7K2Q' },
    recentRuns: [aRun()],
    quarantinedRows: 0,
    outageSince: null,
    notices: [],
    reconciliation: {
      ...{ state: 'matches', checkedDays: 31, differingDays: 0, failure: null },
      comparedAt: '2026-11-20T13:26:00Z',
    },
    ...change,
  };
}

export function aRefusedAccount(change: Partial<NetworkAccountView> = {}): NetworkAccountView {
  return anAccount({
    id: 'account-2',
    network: 'jvzoo',
    health: 'needs-attention',
    lastGoodSyncAt: '2026-11-18T07:12:00Z',
    failure: {
      kind: 'credentials-rejected',
      message: 'JVZoo answered "Invalid key"',
      since: '2026-11-18T08:12:00Z',
      attempts: 54,
    },
    ...change,
  });
}

export function aMessage(change: Partial<SyncProgressMessage> = {}): SyncProgressMessage {
  return {
    accountId: 'account-1',
    network: 'clickbank',
    runId: 'run-2',
    outcome: 'running',
    pages: 3,
    progress: 0.25,
    created: 40,
    changed: 0,
    unchanged: 0,
    quarantined: 1,
    at: '2026-11-20T13:31:00Z',
    ...change,
  };
}

/** Words that show what they were given, so that specs need no locale. */
export const PLAIN_WORDS: CardWords = {
  moment: (at) => `${at.slice(0, 10)} ${at.slice(11, 16)}`,
  when: (at) => `on ${at.slice(0, 10)} at ${at.slice(11, 16)}`,
  time: (at) => at.slice(11, 16),
  day: (day) => day,
  count: (value) => String(value),
  dayOf: (at) => at.slice(0, 10),
};
