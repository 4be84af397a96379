/** Kinds of actions that people look for, each with the nouns it is made of. */
export const AUDIT_KINDS = [
  { id: 'settings', label: 'Agency settings', groups: ['agency', 'single-sign-on', 'api-token'] },
  { id: 'team', label: 'Team', groups: ['member', 'invitation'] },
  { id: 'clients', label: 'Clients', groups: ['client'] },
  { id: 'connections', label: 'Connections', groups: ['network-account', 'notification-address'] },
  { id: 'rows', label: 'Imports and kept rows', groups: ['import', 'quarantine', 'figures'] },
  {
    id: 'access',
    label: 'Sign-in and sessions',
    groups: ['session', 'sign-in', 'two-factor', 'password', 'profile'],
  },
  { id: 'exports', label: 'Exports and personal data', groups: ['sales', 'audit', 'customer', 'person'] },
  { id: 'platform', label: 'Installation', groups: ['platform', 'credentials'] },
] as const;

/** What was done, as it follows a name: "Ada · Paused or changed an account · northbank". */
const ACTIONS: Readonly<Record<string, string>> = {
  'agency.create': 'Set up the agency',
  'agency.change-settings': 'Changed the agency settings',
  'audit.export': 'Exported the audit trail',
  'client.create': 'Added a client',
  'client.remove': 'Removed a client',
  'client.rename': 'Renamed a client',
  'figures.repair': 'Summed figures anew',
  'import.choose-mapping': 'Chose how a file is read',
  'import.commit': 'Imported a file',
  'import.delete': 'Deleted a draft import',
  'import.undo': 'Took an import back',
  'import.upload': 'Uploaded a file',
  'member.set-password': 'Set a new password',
  'network-account.change': 'Changed an account',
  'network-account.connect': 'Connected an account',
  'network-account.renormalise': 'Read kept pages once more',
  'network-account.replace-credentials': 'Replaced the key',
  'network-account.reread': 'Asked for a period again',
  'network-account.sync': 'Asked for a sync',
  'network-account.sync-all': 'Asked for a sync of every account',
  'network-account.test-key': 'Tested a key',
  'notification-address.remove': 'Took a notification address away',
  'notification-address.set-up': 'Set up a notification address',
  'quarantine.dismiss': 'Left kept rows out',
  'quarantine.replay': 'Read kept rows once more',
  'quarantine.restore': 'Took a dismissal back',
  'sales.export': 'Exported sales',
  'session.revoke': 'Ended a session',
  'session.revoke-others': 'Signed out everywhere else',
};

const FIELDS: Readonly<Record<string, string>> = {
  accounts: 'Accounts',
  backfillFrom: 'Reads from',
  clientId: 'Client',
  clientIds: 'Clients',
  credentialFields: 'Parts of the key',
  errorCount: 'Errors',
  fileName: 'File',
  group: 'Kind',
  isDisabled: 'Signed out for good',
  isOn: 'Receives',
  isPaused: 'Paused',
  isQueued: 'Queued',
  addressSince: 'Address since',
  reportingCurrency: 'Reporting currency',
  timeZone: 'Time zone',
};

const REASONS: Readonly<Record<string, string>> = {
  forbidden: 'the role does not allow it',
  'not-found': 'there is no such thing',
  'already-connected': 'it is connected already',
  'key-refused': 'the network refused the key',
  'unreadable-file': 'the file could not be read',
  'not-possible-now': 'it was not possible then',
  internal: 'it was done, but something failed afterwards',
};

/** An action nobody has words for yet is told as it is: "session.revoke-others" → "Session: revoke others". */
export function actionText(action: string): string {
  const known = wordOf(ACTIONS, action);
  if (known !== null) return known;
  const [noun = action, verb = ''] = action.split('.');
  return verb === '' ? sentence(noun) : `${sentence(noun)}: ${plain(verb)}`;
}

/** "reportingCurrency" → "Reporting currency" */
export function fieldText(field: string): string {
  return wordOf(FIELDS, field) ?? sentence(field.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());
}

export function reasonText(reason: string): string {
  return wordOf(REASONS, reason) ?? plain(reason);
}

/** The nouns of a kind; none for a kind nobody knows. */
export function groupsOf(kind: string): readonly string[] {
  return AUDIT_KINDS.find(({ id }) => id === kind)?.groups ?? [];
}

/** Actions and fields come from elsewhere: one called "constructor" is not what every object has. */
function wordOf(words: Readonly<Record<string, string>>, key: string): string | null {
  return Object.hasOwn(words, key) ? (words[key] ?? null) : null;
}

function sentence(text: string): string {
  const words = plain(text);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function plain(text: string): string {
  return text.replaceAll('-', ' ');
}
