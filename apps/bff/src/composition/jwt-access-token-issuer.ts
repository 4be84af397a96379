import { AccessTokenIssuer, type AccessClaims } from '@tributary/ports';
import { JwtService } from '@nestjs/jwt';
import { ROLES } from '@tributary/domain';
import { z } from 'zod';

export const ACCESS_LIFETIME_SECONDS = 600;
export const TOKEN_ISSUER = 'tributary';
export const TOKEN_AUDIENCE = 'tributary-client';
const TYPE = 'access';

const payload = z.object({
  sub: z.uuid(),
  agency: z.uuid(),
  family: z.uuid(),
  role: z.enum(ROLES),
  method: z.enum(['password', 'two-factor', 'sso']),
  typ: z.literal(TYPE),
  iat: z.number(),
  exp: z.number(),
});

/** Clocks of two processes may differ by this. */
const LEEWAY_SECONDS = 60;

export class JwtAccessTokenIssuer extends AccessTokenIssuer {
  constructor(private readonly jwt: JwtService) {
    super();
  }

  async issue(claims: AccessClaims): Promise<{ readonly token: string; readonly expiresAt: Date }> {
    const { memberId, agencyId, familyId, role, method } = claims;
    const token = await this.jwt.signAsync({
      sub: memberId,
      agency: agencyId,
      family: familyId,
      role,
      method,
      typ: TYPE,
    });
    return { token, expiresAt: new Date(Date.now() + ACCESS_LIFETIME_SECONDS * 1000) };
  }
}

/** The claims of a token whose signature was verified; null when it is not one of our access tokens. */
export function claimsOf(verified: unknown): (AccessClaims & { readonly expiresAt: Date }) | null {
  const result = payload.safeParse(verified);
  if (!result.success || isOfAnotherTime(result.data)) return null;
  const { sub, agency, family, exp, role, method } = result.data;
  const whose = { memberId: sub, agencyId: agency, familyId: family };
  return { ...whose, role, method, expiresAt: new Date(exp * 1000) };
}

/** Made in the future, or to last longer than any of ours does. */
function isOfAnotherTime({ iat, exp }: { readonly iat: number; readonly exp: number }): boolean {
  return iat > Date.now() / 1000 + LEEWAY_SECONDS || exp - iat > ACCESS_LIFETIME_SECONDS;
}
