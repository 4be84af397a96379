export const REFUSAL_CODES = [
  'not-found',
  'sign-in-failed',
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
