/** Kinds of actions that people look for, each with the nouns it is made of. */
export const AUDIT_KINDS = [
  { id: 'settings', label: 'Agency settings', groups: ['agency', 'personal-data'] },
  { id: 'team', label: 'Team', groups: ['member', 'invitation', 'profile'] },
  { id: 'clients', label: 'Clients', groups: ['client'] },
  { id: 'connections', label: 'Connections', groups: ['network-account', 'notification-address'] },
  { id: 'rows', label: 'Imports and kept rows', groups: ['import', 'quarantine', 'figures'] },
  {
    id: 'access',
    label: 'Sign-in and sessions',
    groups: [
      ...(['session', 'sign-in', 'password', 'identity'] as const),
      ...(['two-factor', 'second-factor', 'recovery-codes', 'recovery-code'] as const),
    ],
  },
  { id: 'exports', label: 'Exports and personal data', groups: ['sales', 'audit', 'customer', 'person'] },
  { id: 'platform', label: 'Installation', groups: ['user', 'platform'] },
] as const;

/** What was done, as it follows a name: "Ada · Changed an account · northbank". */
const ACTIONS: Readonly<Record<string, string>> = {
  'agency.change-settings': 'Changed the agency settings',
  'agency.create': 'Set up the agency',
  'agency.invite-owner': 'Invited an owner',
  'agency.resume': 'Let an agency in again',
  'agency.rewrap': 'Sealed everything with the newest key',
  'agency.suspend': 'Suspended an agency',
  'audit.export': 'Exported the audit trail',
  'client.create': 'Added a client',
  'client.remove': 'Removed a client',
  'client.rename': 'Renamed a client',
  'customer.read': 'Read the e-mail of a customer',
  'figures.repair': 'Summed figures anew',
  'import.choose-mapping': 'Chose how a file is read',
  'import.commit': 'Imported a file',
  'import.delete': 'Deleted a draft import',
  'import.undo': 'Took an import back',
  'import.upload': 'Uploaded a file',
  'invitation.accept': 'Joined by an invitation',
  'invitation.resend': 'Sent an invitation again',
  'invitation.revoke': 'Took an invitation back',
  'invitation.send': 'Invited somebody',
  'member.change': 'Changed a member',
  'member.create': 'Added a member',
  'member.disable': 'Disabled a member',
  'member.enable': 'Enabled a member',
  'member.remove': 'Removed a member',
  'member.set-password': 'Set a new password',
  'member.sign-out': 'Signed a member out everywhere',
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
  'password-reset.complete': 'Set a new password by a link of a mail',
  'password.change': 'Changed their password',
  'person.erase': 'Erased the data of a customer',
  'person.export': 'Exported the data of a customer',
  'personal-data.keep': 'Changed how long personal data is kept',
  'profile.change': 'Changed their profile',
  'quarantine.dismiss': 'Left kept rows out',
  'quarantine.replay': 'Read kept rows once more',
  'quarantine.restore': 'Took a dismissal back',
  'recovery-code.use': 'Signed in with a recovery code',
  'recovery-codes.renew': 'Made new recovery codes',
  'sales.export': 'Exported sales',
  'second-factor.fail': 'Typed a wrong code',
  'session.close': 'Signed out',
  'session.open': 'Signed in',
  'session.reuse': 'A used session token came again; the session was ended',
  'session.revoke': 'Ended a session',
  'session.revoke-others': 'Signed out everywhere else',
  'sign-in.fail': 'Failed to sign in',
  'two-factor.disable': 'Switched two-factor sign-in off',
  'two-factor.enable': 'Switched two-factor sign-in on',
  'two-factor.enrol': 'Began to set up two-factor sign-in',
  'two-factor.require': 'Changed who needs two-factor sign-in',
  'two-factor.reset': 'Reset the two-factor sign-in of a member',
  'user.disable': 'Disabled a user',
  'user.enable': 'Enabled a user',
  'user.list': 'Listed users',
  'user.sign-out': 'Signed a user out everywhere',
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
