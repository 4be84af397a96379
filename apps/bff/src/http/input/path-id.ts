import { Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { Refusal } from '@tributary/application';

/** A UUID of the path: checked and documented. */
export function PathId(name: string, description: string): ParameterDecorator {
  const message = `${name} must be a UUID.`;
  const checked = new ParseUUIDPipe({
    exceptionFactory: () => new Refusal('invalid-input', message, [{ field: name, message }]),
  });
  const documented = ApiParam({ name, description, schema: { type: 'string', format: 'uuid' } });
  return (target, key, index) => {
    Param(name, checked)(target, key, index);
    const method = key && Object.getOwnPropertyDescriptor(target, key);
    if (method) documented(target, key, method);
  };
}
