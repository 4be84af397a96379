import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { AreTexts } from './are-texts';
import { MayBeMissing } from './may-be-missing';

// Each decorator both checks a field and documents it: the API document cannot promise other bounds than hold.

const MAX_CHOICES = 100;
const MAX_EMAIL = 254;
/** Postgres takes no NUL in a text, and no control character belongs in a name or a search. */
const PRINTABLE = /^\P{Cc}*$/u;
/** In years that Postgres, its drivers and calendars agree on. */
const DAY = /^(19[7-9]\d|20\d\d|2100)-\d{2}-\d{2}$/;
const HASH = /^[0-9a-f]{64}$/;
const CURRENCY = /^[A-Z]{3}$/;

interface Described {
  readonly description: string;
  readonly example?: string;
}

interface TextBounds extends Described {
  readonly maxLength: number;
}

export function Text({ maxLength, ...document }: TextBounds): PropertyDecorator {
  return applyDecorators(
    IsString(),
    MaxLength(maxLength),
    Matches(PRINTABLE, { message: '$property must not hold control characters' }),
    ApiProperty({ type: 'string', maxLength, ...document }),
  );
}

export function Email(): PropertyDecorator {
  return applyDecorators(
    IsEmail({}, { message: 'Type an e-mail address' }),
    MaxLength(MAX_EMAIL),
    ApiProperty({ type: 'string', format: 'email', maxLength: MAX_EMAIL, example: 'ada@agency.example' }),
  );
}

export function OptionalText(bounds: TextBounds): PropertyDecorator {
  return applyDecorators(MayBeMissing(), Text(bounds), ApiProperty({ required: false }));
}

export function YesOrNo(document: Described): PropertyDecorator {
  return applyDecorators(IsBoolean(), ApiProperty({ type: 'boolean', ...document }));
}

export function OptionalYesOrNo(document: Described): PropertyDecorator {
  return applyDecorators(MayBeMissing(), YesOrNo(document), ApiProperty({ required: false }));
}

export function Credentials(
  document: Described = {
    description: 'The fields that `GET /networks` describes for the network. Never given out again.',
  },
): PropertyDecorator {
  return applyDecorators(
    IsObject(),
    AreTexts(),
    ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, ...document }),
  );
}

export function OptionalCredentials(document: Described): PropertyDecorator {
  return applyDecorators(MayBeMissing(), Credentials(document), ApiProperty({ required: false }));
}

/** A calendar day as `YYYY-MM-DD`. */
export function Day(document: Described): PropertyDecorator {
  const message = '$property must be a day as YYYY-MM-DD, from 1970 to 2100';
  return applyDecorators(
    Matches(DAY, { message }),
    IsISO8601({ strict: true }, { message }),
    ApiProperty({ type: 'string', format: 'date', ...document }),
  );
}

/** An ISO 4217 code in upper case. */
export function CurrencyCode(document: Described): PropertyDecorator {
  const message = '$property must be a currency code of three capital letters, like EUR';
  return applyDecorators(
    Matches(CURRENCY, { message }),
    ApiProperty({ type: 'string', pattern: CURRENCY.source, maxLength: 3, ...document }),
  );
}

export function OptionalDay(document: Described): PropertyDecorator {
  return applyDecorators(MayBeMissing(), Day(document), ApiProperty({ required: false }));
}

/** A whole number of the query. */
export function OptionalWholeNumber(
  bounds: Described & { readonly minimum: number; readonly maximum: number; readonly default: number },
): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    Type(() => Number),
    IsInt(),
    Min(bounds.minimum),
    Max(bounds.maximum),
    ApiProperty({ type: 'integer', required: false, ...bounds }),
  );
}

export function OptionalChoice<Choice extends string>(
  choices: readonly Choice[],
  document: Described & { readonly default: Choice },
): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    IsIn(choices),
    ApiProperty({ type: 'string', enum: [...choices], required: false, ...document }),
  );
}

/** A query parameter that may be repeated. */
export function OptionalChoices(choices: readonly string[], document: Described): PropertyDecorator {
  return applyDecorators(
    repeatable(choices.length, { type: 'string', enum: [...choices] }, document),
    IsIn(choices, { each: true }),
  );
}

export function OptionalIds(document: Described): PropertyDecorator {
  return applyDecorators(
    repeatable(MAX_CHOICES, { type: 'string', format: 'uuid' }, document),
    IsUUID(undefined, { each: true }),
  );
}

/** An id of a body; null says that there is none. */
export function OptionalIdOrNull(document: Described): PropertyDecorator {
  return applyDecorators(
    // Lets null through as well.
    IsOptional(),
    IsUUID(),
    ApiProperty({ type: 'string', format: 'uuid', nullable: true, required: false, ...document }),
  );
}

/** UUIDs as a list of a body. */
export function OptionalIdList(document: Described): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    IsArray(),
    ArrayMaxSize(MAX_CHOICES),
    IsUUID(undefined, { each: true }),
    ApiProperty({
      ...{ type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: MAX_CHOICES, required: false },
      ...document,
    }),
  );
}

/** Ids that are SHA-256 in hexadecimal digits, as a list of a body. */
export function OptionalHashes({
  maxItems,
  ...document
}: Described & { readonly maxItems: number }): PropertyDecorator {
  const message = 'each value in $property must be an id that this API gave out';
  return applyDecorators(
    MayBeMissing(),
    IsArray(),
    ArrayMaxSize(maxItems),
    Matches(HASH, { each: true, message }),
    ApiProperty({
      ...{ type: 'array', items: { type: 'string', pattern: HASH.source }, maxItems, required: false },
      ...document,
    }),
  );
}

/** One id of the query. */
export function OptionalId(document: Described): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    IsUUID(),
    ApiProperty({ type: 'string', format: 'uuid', required: false, ...document }),
  );
}

export function OptionalNames(
  pattern: RegExp,
  { whose = 'a network', ...document }: Described & { readonly whose?: string },
): PropertyDecorator {
  return applyDecorators(
    repeatable(MAX_CHOICES, { type: 'string', pattern: pattern.source }, document),
    Matches(pattern, { each: true, message: `each value in $property must be the id of ${whose}` }),
  );
}

function repeatable(maxItems: number, items: object, document: Described): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    // One repeated query parameter arrives as a text, several as a list.
    Transform(({ value }: { value: unknown }): unknown[] => [value].flat()),
    ArrayMaxSize(maxItems),
    ApiProperty({ type: 'array', items, maxItems, required: false, ...document }),
  );
}
