import { ValidateIf } from 'class-validator';

/** A field that may be left out. Unlike `IsOptional` it takes no null: null is a value, and has to be one that is allowed. */
export function MayBeMissing(): PropertyDecorator {
  return ValidateIf((_, value: unknown) => value !== undefined);
}
