/** Something the person at the keyboard can put right. Nothing was written. */
export class GenerationError extends Error {
  override readonly name = 'GenerationError';
}
