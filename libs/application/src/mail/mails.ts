import type { Agency, Invitation, Member } from '@tributary/domain';
import type { Mail } from '@tributary/ports';
import { mailOf, oneLine } from './letter';

const IGNORE = 'If you expected nothing like this, ignore this mail: nothing happens.';

/** Asks somebody to join an agency. */
export function invitationMail(invitation: Invitation, agency: Agency, address: string): Mail {
  const name = oneLine(agency.name);
  const until = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: agency.timeZone });
  return mailOf({
    to: invitation.email,
    subject: `You are invited to ${name} on Tributary`,
    before: [
      greeting(invitation.name),
      `${oneLine(invitation.invitedBy)} invites you to ${name} on Tributary, where the agency keeps the figures of its affiliate networks.`,
    ],
    link: { words: 'Choose a password and join', address },
    after: [`The link opens once, until ${until.format(invitation.expiresAt)}.`, IGNORE],
  });
}

/** Lets a member choose a new password. */
export function newPasswordMail(member: Member, address: string): Mail {
  return mailOf({
    to: member.email,
    subject: 'A new password for Tributary',
    before: [greeting(member.name), `Somebody asked for a new password for ${member.email}.`],
    link: { words: 'Choose a new password', address },
    after: ['The link opens once, within an hour. A new password signs you out everywhere.', IGNORE],
  });
}

function greeting(name: string | null): string {
  return name === null ? 'Hello,' : `Hello ${oneLine(name)},`;
}
