import { BadRequestException } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/** Deeper than any body of this API: what walks through one must not run out of stack. */
const DEEPEST = 16;

/** Refuses bodies that are JSON but no plain data: endless nesting, and halves of characters, which Postgres takes for none. */
export function onlyPlainBodies({ body }: Request, _: Response, next: NextFunction): void {
  next(Buffer.isBuffer(body) || isPlain(body, 0) ? undefined : new BadRequestException());
}

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (depth === DEEPEST) return false;
  return Object.entries(value).every(([name, part]) => name.isWellFormed() && isPlain(part, depth + 1));
}
