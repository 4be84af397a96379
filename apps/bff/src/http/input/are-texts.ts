import { ValidateBy } from 'class-validator';

const MAX_FIELDS = 20;
const MAX_LENGTH = 4096;

/** An object whose values are all texts of a sane length. */
export function AreTexts(): PropertyDecorator {
  return ValidateBy({
    name: 'areTexts',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        Object.keys(value).length <= MAX_FIELDS &&
        Object.values(value).every((text) => typeof text === 'string' && text.length <= MAX_LENGTH),
      defaultMessage: (argument) =>
        `${argument?.property ?? 'It'} must hold at most ${MAX_FIELDS} texts of at most ${MAX_LENGTH} characters`,
    },
  });
}
