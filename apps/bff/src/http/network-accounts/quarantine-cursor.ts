import { Refusal } from '@tributary/application';
import type { QuarantineCursor } from '@tributary/ports';
import { z } from 'zod';

const YEAR = /^20\d\d-/;
const shape = z.tuple([z.iso.datetime().regex(YEAR), z.string().regex(/^[0-9a-f]{64}$/)]);

/** Opaque to the client: the last row of the page before. */
export function encodeQuarantineCursor({ firstSeenAt, id }: QuarantineCursor): string {
  return Buffer.from(JSON.stringify([firstSeenAt.toISOString(), id])).toString('base64url');
}

/** @throws {Refusal} `invalid-input` when the text is not one of our cursors. */
export function decodeQuarantineCursor(text: string): QuarantineCursor {
  try {
    const [firstSeenAt, id] = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { firstSeenAt: new Date(firstSeenAt), id };
  } catch {
    const message = 'cursor is not one that this list gave out. Start again without it.';
    throw new Refusal('invalid-input', message, [{ field: 'cursor', message }]);
  }
}
