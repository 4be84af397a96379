import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { ChooseImportMappingRequest, ImportForm, ImportMapping } from '@tributary/api-contract';
import {
  DATE_FORMATS,
  DECIMAL_SIGNS,
  IMPORT_FIELDS,
  REFUND_EFFECTS,
  REFUND_ROWS,
  STATUS_MEANINGS,
} from '@tributary/domain';
import { FILE_DELIMITERS, FILE_ENCODINGS } from '@tributary/ports';
import { IsIn, IsUUID, ValidateBy } from 'class-validator';
import { z } from 'zod';
import { schemaReference } from '../api-document/schema-reference';

const MOST_COLUMNS = 1_000;
const MOST_WORDS = 500;
const LONGEST_TEXT = 200;

const text = z
  .string()
  .max(LONGEST_TEXT)
  .regex(/^\P{Cc}*$/u);
const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('column'), column: z.int().min(0).max(MOST_COLUMNS) }),
  z.strictObject({ kind: z.literal('value'), value: text }),
  z.strictObject({ kind: z.literal('unknown') }),
]);
const form = z.strictObject({ encoding: z.enum(FILE_ENCODINGS), delimiter: z.enum(FILE_DELIMITERS) });
const mapping = z.strictObject({
  fields: z.partialRecord(z.enum(IMPORT_FIELDS), source),
  dateFormat: z.enum(DATE_FORMATS).nullable(),
  timeZone: text,
  decimalSign: z.enum(DECIMAL_SIGNS).nullable(),
  statusWords: z
    .record(text, z.enum(STATUS_MEANINGS))
    .refine((words) => Object.keys(words).length <= MOST_WORDS, `holds more than ${MOST_WORDS} words`),
  refundRows: z.enum(REFUND_ROWS),
  refundTakes: z.enum(REFUND_EFFECTS),
});

/** Checks a nested object by a schema and documents it as a type of the API contract. */
function Shaped(
  schema: z.ZodType,
  type: { readonly name: string; readonly description: string },
): PropertyDecorator {
  return applyDecorators(
    ValidateBy({
      name: 'shaped',
      validator: {
        validate: (value: unknown) => schema.safeParse(value).success,
        defaultMessage: (argument) => {
          const [issue] = schema.safeParse(argument?.value).error?.issues ?? [];
          const path = [argument?.property, ...(issue?.path ?? [])].join('.');
          return `${path} is not as the API document describes it`;
        },
      },
    }),
    ApiProperty({ description: type.description, allOf: [schemaReference(type.name)] }),
  );
}

@ApiSchema({ name: 'ChooseImportMappingRequest' })
export class ChooseImportMappingDto implements ChooseImportMappingRequest {
  @Shaped(form, { name: 'ImportForm', description: 'How the bytes become cells.' })
  readonly form!: ImportForm;

  @Shaped(mapping, { name: 'ImportMapping', description: 'How the columns become sales.' })
  readonly mapping!: ImportMapping;

  @IsIn(['first-rows', 'whole-file'])
  @ApiProperty({
    enum: ['first-rows', 'whole-file'],
    description: 'Only the whole file makes a preview; the first rows are enough while somebody is choosing.',
  })
  readonly checks!: 'first-rows' | 'whole-file';
}

/** Which import of which account. */
export class ImportPathDto {
  @IsUUID()
  @ApiProperty({ type: 'string', format: 'uuid', description: 'Id of a network account of the agency.' })
  readonly id!: string;

  @IsUUID()
  @ApiProperty({ type: 'string', format: 'uuid', description: 'Id of an import of the account.' })
  readonly importId!: string;
}
