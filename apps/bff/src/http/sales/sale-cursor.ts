import { Refusal } from '@tributary/application';
import type { SaleCursor } from '@tributary/ports';
import { z } from 'zod';

/** Years that a sale can be of; others are beyond what Postgres and its drivers agree on. */
const YEAR = /^(19[7-9]\d|20\d\d|2100)-/;
/** Postgres holds no NUL in a text. */
const ORDER_ID = /^[^\0]{1,400}$/u;

const shape = z.tuple([z.iso.datetime().regex(YEAR), z.uuid(), z.string().regex(ORDER_ID)]);

/** Opaque to the client: the last row of the page before. */
export function encodeCursor(cursor: SaleCursor): string {
  const parts = [cursor.saleDate.toISOString(), cursor.accountId, cursor.externalOrderId];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws {Refusal} `invalid-input` when the text is not one of our cursors. */
export function decodeCursor(text: string): SaleCursor {
  try {
    const [saleDate, accountId, externalOrderId] = shape.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString()),
    );
    return { saleDate: new Date(saleDate), accountId, externalOrderId };
  } catch {
    const message = 'cursor is not one that this list gave out. Start again without it.';
    throw new Refusal('invalid-input', message, [{ field: 'cursor', message }]);
  }
}
