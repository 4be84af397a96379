import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { Refusal } from '@tributary/application';

/** Checks every body and query against its DTO. Unknown fields are refused by name, not dropped in silence. */
export function checkedInput(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => {
      const fields = errors.flatMap((error) => problems(error, ''));
      const detail = fields.map(({ message }) => message).join(' ');
      return new Refusal('invalid-input', detail, fields);
    },
  });
}

function problems(error: ValidationError, path: string): { field: string; message: string }[] {
  const field = `${path}${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    field,
    message: rule === 'whitelistValidation' ? `"${field}" is not known here.` : `${message}.`,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => problems(child, `${field}.`))];
}
