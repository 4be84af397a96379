import { JwtService } from '@nestjs/jwt';
import { claimsOf, JwtAccessTokenIssuer } from './jwt-access-token-issuer';

const ID = '0198c0de-0000-4000-8000-00000000000';
const PAYLOAD = {
  sub: `${ID}1`,
  agency: `${ID}2`,
  family: `${ID}3`,
  role: 'admin',
  method: 'password',
  typ: 'access',
  iat: 1_700_000_000,
  exp: 1_700_000_600,
};

describe('claimsOf', () => {
  it('reads the claims of an access token', () => {
    expect(claimsOf(PAYLOAD)).toEqual({
      memberId: `${ID}1`,
      agencyId: `${ID}2`,
      familyId: `${ID}3`,
      role: 'admin',
      method: 'password',
      expiresAt: new Date('2023-11-14T22:23:20Z'),
    });
  });

  it.each(Object.keys(PAYLOAD))('refuses a payload without %s', (name) => {
    expect(claimsOf({ ...PAYLOAD, [name]: undefined })).toBeNull();
  });

  it.each([
    ['a refresh token', { typ: 'refresh' }],
    ['a role that does not exist', { role: 'superuser' }],
    ['an agency that is no id', { agency: "' or 1=1" }],
    ['a lifetime that is longer than any of ours', { exp: 1_700_000_601 }],
    ['a token of the future', { iat: 33_000_000_000, exp: 33_000_000_600 }],
    ['an end that is no number', { exp: '1700000600' }],
  ])('refuses %s', (_, change) => {
    expect(claimsOf({ ...PAYLOAD, ...change })).toBeNull();
  });

  it.each([null, undefined, 'text', 7, []])('refuses %p', (payload) => {
    expect(claimsOf(payload)).toBeNull();
  });
});

describe('JwtAccessTokenIssuer', () => {
  it('issues what claimsOf reads', async () => {
    const jwt = new JwtService({ secret: 's'.repeat(64), signOptions: { expiresIn: 600 } });
    const whose = { memberId: `${ID}1`, agencyId: `${ID}2`, familyId: `${ID}3` };
    const claims = { ...whose, role: 'viewer', method: 'sso' } as const;
    const { token, expiresAt } = await new JwtAccessTokenIssuer(jwt).issue(claims);
    const read = claimsOf(jwt.verify(token));
    expect(read).toMatchObject(claims);
    expect(Math.abs((read?.expiresAt.getTime() ?? 0) - expiresAt.getTime())).toBeLessThan(2_000);
  });
});
