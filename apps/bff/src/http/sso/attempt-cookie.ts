import type { Clock, ProviderAttempt } from '@tributary/ports';
import type { CookieOptions, Request, Response } from 'express';
import { z } from 'zod';
import type { AttemptSeal } from '../../composition/attempt-seal';

const NAME = '__Host-tributary-sso';
/** To type a password and a second factor at the provider. */
const ATTEMPT_LIFETIME_MS = 10 * 60_000;
/**
 * Lax and not Strict: the person comes back by a link from the provider's site, and the cookie has to come along. It
 * opens nothing by itself: it only says that this browser set out.
 */
const OPTIONS: CookieOptions = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' };

const text = z.string();
const content = z.object({
  state: text,
  nonce: text,
  codeVerifier: text,
  returnPath: text,
  stay: z.boolean(),
  until: z.number(),
});

/** What this browser set out with. */
export interface SentOut {
  readonly attempt: ProviderAttempt;
  readonly returnPath: string;
  readonly stay: boolean;
}

/** Keeps an attempt in the browser that makes it, sealed: a callback that somebody else began finds none. */
export class AttemptCookie {
  constructor(
    private readonly seal: AttemptSeal,
    private readonly clock: Clock,
  ) {}

  set(response: Response, { attempt, returnPath, stay }: SentOut): void {
    const until = this.clock.now().getTime() + ATTEMPT_LIFETIME_MS;
    const sealed = this.seal.seal(JSON.stringify({ ...attempt, returnPath, stay, until }));
    response.cookie(NAME, sealed, { ...OPTIONS, maxAge: ATTEMPT_LIFETIME_MS });
  }

  /** Once: whatever comes of it, the next try begins anew. */
  take(request: Request, response: Response): SentOut | null {
    const sealed = (request.cookies as Readonly<Record<string, unknown>>)[NAME];
    response.clearCookie(NAME, OPTIONS);
    const opened = typeof sealed === 'string' ? this.seal.open(sealed) : null;
    if (opened === null) return null;
    const { returnPath, stay, until, ...attempt } = content.parse(JSON.parse(opened));
    return until > this.clock.now().getTime() ? { attempt, returnPath, stay } : null;
  }
}
