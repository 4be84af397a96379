import type { Invitation } from '@tributary/domain';
import { aMember } from '@tributary/domain/testing';
import { AGENCY } from '../testing/office';
import { invitationMail, newPasswordMail } from './mails';

const ADDRESS = 'https://tributary.example.com/invitation#token';
const MARKUP = `<img src=x onerror="alert('1')">&`;
const INVITATION: Invitation = {
  ...{ id: '1', agencyId: AGENCY.id, email: 'bea@example.com', name: 'Bea', role: 'analyst' },
  ...{ clientIds: [], figures: 'money', invitedBy: 'Ada', mailedAt: null },
  createdAt: new Date('2026-03-14T12:00:00Z'),
  expiresAt: new Date('2026-03-21T23:30:00Z'),
};

describe('invitationMail', () => {
  it('says who invites whom to what, where, and until when in the days of the agency', () => {
    const { to, subject, text, html } = invitationMail(INVITATION, AGENCY, ADDRESS);
    expect([to, subject]).toEqual(['bea@example.com', 'You are invited to Northbank Media on Tributary']);
    for (const form of [text, html]) {
      expect(form).toContain('Hello Bea,');
      expect(form).toContain('Ada invites you to Northbank Media');
      expect(form).toMatch(/until Sunday,? 22 March 2026/);
      expect(form).toContain(ADDRESS);
    }
  });

  it.each([
    ['the agency', INVITATION, { ...AGENCY, name: MARKUP }],
    ['the inviter', { ...INVITATION, invitedBy: MARKUP }, AGENCY],
    ['the person', { ...INVITATION, name: MARKUP }, AGENCY],
  ])('keeps the name of %s a text', (_, invitation, agency) => {
    const { html, text } = invitationMail(invitation, agency, ADDRESS);
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;');
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(text).toContain(MARKUP);
  });

  it('lets no name add a header, a line, or turn the text around', () => {
    const name = 'North\r\nBcc: all@example.com\u2028\u202Eknab';
    const { subject, text } = invitationMail(
      { ...INVITATION, invitedBy: name },
      { ...AGENCY, name },
      ADDRESS,
    );
    expect(subject).toBe('You are invited to North Bcc: all@example.com knab on Tributary');
    expect(text).not.toMatch(/^Bcc/m);
    expect(text).not.toContain('\u202E');
  });
});

describe('newPasswordMail', () => {
  it('says for which account it is, and keeps the name a text', () => {
    const { to, html, text } = newPasswordMail(aMember({ name: MARKUP }), ADDRESS);
    expect(to).toBe('ada@agency.example');
    expect(text).toContain('a new password for ada@agency.example');
    expect(html).not.toContain('<img');
    expect(html).toContain(`<a href="${ADDRESS}">`);
  });
});
