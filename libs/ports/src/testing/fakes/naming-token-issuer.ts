import { AccessTokenIssuer, type AccessClaims } from '../../identity';
import type { Clock } from '../../clock';

export const ACCESS_LIFETIME_MS = 10 * 60_000;

/** Writes the claims into the token as JSON. */
export class NamingTokenIssuer extends AccessTokenIssuer {
  constructor(private readonly clock: Clock) {
    super();
  }

  issue(claims: AccessClaims): Promise<{ readonly token: string; readonly expiresAt: Date }> {
    const expiresAt = new Date(this.clock.now().getTime() + ACCESS_LIFETIME_MS);
    return Promise.resolve({ token: JSON.stringify(claims), expiresAt });
  }
}
