import { CredentialsRejected } from '@tributary/ports';
import { type ConnectionForm, readConnection } from './connection';

const FORM: ConnectionForm = {
  networkName: 'BuyGoods',
  accountField: 'accountId',
  accountLabel: 'Account ID',
};
const TOKEN = 'Qx+7fR/invented==';
const LINK = `https://api.clickcrm.com/affiliates/v1/byday?a=10421&token=${encodeURIComponent(TOKEN)}&date_from=2026-03-14`;

describe('the credentials of a ClickCRM account', () => {
  it.each([
    ['as it is', TOKEN],
    ['with blanks around it', `  ${TOKEN}\n`],
    ['percent-encoded', encodeURIComponent(TOKEN)],
  ])('take a token that was pasted %s', (_, apiToken) => {
    expect(readConnection({ accountId: ' 10421 ', apiToken }, FORM)).toEqual({
      accountId: '10421',
      token: TOKEN,
      zone: 'America/New_York',
      currency: 'USD',
      readsRows: true,
    });
  });

  it.each([
    ['of the newer host', LINK],
    ['of the older host', LINK.replace('?a=', '?account_id=')],
    ['with an unencoded plus', LINK.replace('%2B', '+')],
    ['without the address', LINK.slice(LINK.indexOf('?') + 1)],
  ])('come out of a whole link %s', (_, apiToken) => {
    const connection = readConnection({ accountId: '', apiToken }, FORM);
    expect(connection).toMatchObject({ accountId: '10421', token: TOKEN });
  });

  it('decode a token once only', () => {
    const connection = readConnection({ accountId: '1', apiToken: 'a%252Bb' }, FORM);
    expect(connection.token).toBe('a%2Bb');
  });

  it('may name another zone and currency', () => {
    const advanced = { timezone: 'Europe/Berlin', currency: 'eur' };
    expect(readConnection({ accountId: '1', apiToken: 'abcd', ...advanced }, FORM)).toMatchObject({
      zone: 'Europe/Berlin',
      currency: 'EUR',
    });
  });

  it.each([
    ['no account id', { apiToken: TOKEN }],
    ['an account id that is no number', { accountId: 'northbank', apiToken: TOKEN }],
    ['no token', { accountId: '10421', apiToken: ' ' }],
    ['a link of another account', { accountId: '999', apiToken: LINK }],
    ['a token with a broken escape', { accountId: '10421', apiToken: 'ab%2Bcd%E0%A4' }],
    ['a zone that does not exist', { accountId: '10421', apiToken: TOKEN, timezone: 'Mars/Olympus' }],
    ['a currency that is none', { accountId: '10421', apiToken: TOKEN, currency: 'dollars' }],
  ])('are refused with %s, without quoting the token', (_, credentials) => {
    const read = () => readConnection(credentials, FORM);
    expect(read).toThrow(CredentialsRejected);
    expect(read).not.toThrow(/Qx|invented/);
  });
});
