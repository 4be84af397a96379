export const REFUSAL_CODES = [
  'not-found',
  'sign-in-failed',
  'sign-in-expired',
  'two-factor-required',
  'session-ended',
  'invalid-input',
  'unknown-network',
  'key-refused',
  'network-not-answering',
  'already-connected',
  'forbidden',
  'signature-refused',
  'too-many-requests',
  'too-large',
  'unreadable-file',
  'not-possible-now',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A use case that says no, in words for the person who asked. HTTP turns the code into a status, in one place. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
    /** Names each wrong input; empty when the refusal is about the whole request. */
    readonly fields: readonly { readonly field: string; readonly message: string }[] = [],
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

const MINUTE_MS = 60_000;

/** It may be asked again, but later. */
abstract class ComeBackLater extends Refusal {
  readonly retryAfterSeconds: number;

  constructor(what: string, waitMs: number) {
    super('too-many-requests', `${what} Wait ${waitWords(waitMs)}, then try again.`);
    this.retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  }
}

/** Guessing is slowed down. The same for everybody, known or not. */
export class TooManyAttempts extends ComeBackLater {
  constructor(waitMs: number) {
    super('Too many tries.', waitMs);
    this.name = 'TooManyAttempts';
  }
}

/** Nobody may keep the others waiting. */
export class TooManyRequests extends ComeBackLater {
  constructor(waitMs: number) {
    super('Too many requests at once.', waitMs);
    this.name = 'TooManyRequests';
  }
}

/** Seconds until it may be asked again; null for every other refusal. */
export function retryAfterSeconds(refusal: unknown): number | null {
  return refusal instanceof ComeBackLater ? refusal.retryAfterSeconds : null;
}

/** Rounded up: nobody should come back a second too early. */
function waitWords(milliseconds: number): string {
  if (milliseconds < MINUTE_MS) return `${Math.max(1, Math.ceil(milliseconds / 1000))} s`;
  return `${Math.ceil(milliseconds / MINUTE_MS)} min`;
}
