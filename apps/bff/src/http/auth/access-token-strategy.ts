import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { type NoteSeen, ReadMe, Refusal } from '@tributary/application';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { claimsOf, TOKEN_AUDIENCE, TOKEN_ISSUER } from '../../composition/jwt-access-token-issuer';
import type { SignedInMember } from './signed-in';

/** Verifies the bearer token, then asks the database: a revoked session or a changed role counts at once. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy) {
  constructor(
    private readonly me: ReadMe,
    private readonly seen: NoteSeen,
    secret: string,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: secret,
      algorithms: ['HS256'],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
    });
  }

  async validate(payload: unknown): Promise<SignedInMember> {
    const claims = claimsOf(payload);
    if (!claims) throw new Refusal('session-ended', 'You are signed out. Sign in again.');
    const { member, agency, lacksSecondFactor } = await this.me.presence(claims);
    const [scope] = await Promise.all([this.me.scope(member), this.seen.run(member)]);
    const seen = { member, agency, scope, figures: member.figures };
    return { ...seen, lacksSecondFactor, claims, tokenExpiresAt: claims.expiresAt };
  }
}
