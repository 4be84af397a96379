import { Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { Refusal } from '@tributary/application';

const message = 'id must be a UUID.';
const CHECKED = new ParseUUIDPipe({
  exceptionFactory: () => new Refusal('invalid-input', message, [{ field: 'id', message }]),
});
const DOCUMENTED = ApiParam({
  name: 'id',
  description: 'Id of a network account of the agency',
  schema: { type: 'string', format: 'uuid' },
});

/** The `:id` of the path: checked and documented. */
export function AccountId(): ParameterDecorator {
  return (target, key, index) => {
    Param('id', CHECKED)(target, key, index);
    const method = key && Object.getOwnPropertyDescriptor(target, key);
    if (method) DOCUMENTED(target, key, method);
  };
}
