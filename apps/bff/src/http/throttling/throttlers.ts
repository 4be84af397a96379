import { applyDecorators, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { Throttle, type ThrottlerOptions } from '@nestjs/throttler';
import { addressBlock } from '@tributary/application';
import type { Request } from 'express';
import { Refuses } from '../api-document/refuses';
import type { SignedInMember } from '../auth/signed-in';
import type { Throttler } from './throttle-storage';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A page of the client asks a handful; a whole office may share an address. */
const MOST_OF_A_MEMBER = 1_200;
const MOST_OF_AN_ADDRESS = 6_000;

const GUESSED = 'tributary:guessed';

interface Guesses {
  /** So many an hour from one address. */
  readonly perAddress: number;
  /** So many an hour for the `email` of the body, whoever asks. */
  readonly perEmail?: number;
}

/**
 * For public routes at which secrets could be guessed or mails be sent to others: counted for all processes together.
 * Signing in has limits of its own, which know where somebody signed in before.
 */
export function LimitsGuesses({ perAddress, perEmail }: Guesses): MethodDecorator {
  return applyDecorators(
    SetMetadata(
      GUESSED,
      perEmail === undefined ? ['guesses-of-address'] : ['guesses-of-address', 'guesses-of-email'],
    ),
    Throttle({
      'guesses-of-address': { limit: perAddress, ttl: HOUR },
      ...(perEmail !== undefined && { 'guesses-of-email': { limit: perEmail, ttl: HOUR } }),
    }),
    Refuses(429),
  );
}

const ofRequest = (name: Throttler, trackerOf: (request: Request) => string): ThrottlerOptions => ({
  name,
  limit: 1,
  ttl: HOUR,
  getTracker: (request) => trackerOf(request as Request),
  setHeaders: false,
});

/** Over all routes together. */
const inAll = (name: Throttler) => (_: ExecutionContext, tracker: string) => `${name} ${tracker}`;

const isNoGuess = (name: Throttler) => (context: ExecutionContext) => {
  const guessed = Reflect.getMetadata(GUESSED, context.getHandler()) as readonly Throttler[] | undefined;
  return !guessed?.includes(name);
};

const addressOf = ({ ip }: Request) => addressBlock(ip ?? null);

/** Before anybody is known: whom a flood comes from is all there is. */
export const BY_ADDRESS: readonly ThrottlerOptions[] = [
  {
    ...ofRequest('address', addressOf),
    limit: MOST_OF_AN_ADDRESS,
    ttl: MINUTE,
    generateKey: inAll('address'),
  },
  { ...ofRequest('guesses-of-address', addressOf), skipIf: isNoGuess('guesses-of-address') },
  { ...ofRequest('guesses-of-email', emailOf), skipIf: isNoGuess('guesses-of-email') },
];

/** So that nobody keeps the others waiting. */
export const BY_MEMBER: readonly ThrottlerOptions[] = [
  {
    ...ofRequest('member', ({ user }) => (user as SignedInMember).member.id),
    ...{ limit: MOST_OF_A_MEMBER, ttl: MINUTE, generateKey: inAll('member') },
    skipIf: (context) => context.switchToHttp().getRequest<Request>().user === undefined,
  },
];

/** Checked by nobody yet. */
function emailOf({ body }: Request): string {
  const { email } = (body ?? {}) as { readonly email?: unknown };
  return typeof email === 'string' ? email.trim().toLowerCase() : '';
}
