import { Refusal } from '@tributary/application';
import type { NameCursor } from '@tributary/ports';
import { z } from 'zod';

/** Postgres holds no NUL in a text. */
const NAME = /^[^\0]{0,400}$/u;
const shape = z.tuple([z.string().regex(NAME), z.uuid()]);

/** Opaque to the client: the last row of the page before. */
export function encodeNameCursor({ name, id }: NameCursor): string {
  return Buffer.from(JSON.stringify([name, id])).toString('base64url');
}

/** @throws {Refusal} `invalid-input` when the text is not one of our cursors. */
export function decodeNameCursor(text: string | undefined): NameCursor | null {
  if (text === undefined) return null;
  try {
    const [name, id] = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { name, id };
  } catch {
    const message = 'cursor is not one that this list gave out. Start again without it.';
    throw new Refusal('invalid-input', message, [{ field: 'cursor', message }]);
  }
}
