import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsISO8601, Matches } from 'class-validator';
import { MayBeMissing } from './may-be-missing';

/** With a zone, so that it is one instant, and in years that Postgres and its drivers agree on. */
const INSTANT = /^(19[7-9]\d|20\d\d)-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

interface Described {
  readonly description: string;
}

/** An instant as ISO 8601 with its zone, to the millisecond. */
export function Instant(document: Described): PropertyDecorator {
  const message = '$property must be an instant like 2026-11-14T09:00:00Z';
  return applyDecorators(
    Matches(INSTANT, { message }),
    IsISO8601({ strict: true, strictSeparator: true }, { message }),
    ApiProperty({ type: 'string', format: 'date-time', ...document }),
  );
}

export function OptionalInstant(document: Described): PropertyDecorator {
  return applyDecorators(MayBeMissing(), Instant(document), ApiProperty({ required: false }));
}

export function instantOf(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text);
}
