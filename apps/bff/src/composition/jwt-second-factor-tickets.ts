import type { JwtService } from '@nestjs/jwt';
import { type SecondFactorTicket, SecondFactorTickets } from '@tributary/ports';
import { z } from 'zod';
import { TOKEN_ISSUER } from './jwt-access-token-issuer';

const LIFETIME_SECONDS = 300;
/** Another than that of access tokens: neither is ever taken for the other. */
const AUDIENCE = 'tributary-second-factor';
const TYPE = 'second-factor';

const payload = z.object({
  sub: z.uuid(),
  agency: z.uuid(),
  password: z.string(),
  typ: z.literal(TYPE),
});

/** Signed like access tokens, and good for one thing only. */
export class JwtSecondFactorTickets extends SecondFactorTickets {
  constructor(private readonly jwt: JwtService) {
    super();
  }

  async issue(of: SecondFactorTicket): Promise<{ readonly ticket: string; readonly expiresAt: Date }> {
    const { agencyId, memberId, passwordFingerprint } = of;
    const claims = { sub: memberId, agency: agencyId, password: passwordFingerprint, typ: TYPE };
    const options = { audience: AUDIENCE, expiresIn: LIFETIME_SECONDS };
    const ticket = await this.jwt.signAsync(claims, options);
    return { ticket, expiresAt: new Date(Date.now() + LIFETIME_SECONDS * 1000) };
  }

  async read(ticket: string): Promise<SecondFactorTicket | null> {
    const options = { audience: AUDIENCE, issuer: TOKEN_ISSUER, algorithms: ['HS256' as const] };
    const verified: unknown = await this.jwt.verifyAsync<object>(ticket, options).catch(() => null);
    const result = payload.safeParse(verified);
    if (!result.success) return null;
    const { sub, agency, password } = result.data;
    return { agencyId: agency, memberId: sub, passwordFingerprint: password };
  }
}
