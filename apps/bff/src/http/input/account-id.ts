import { PathId } from './path-id';

/** The `:id` of the path: checked and documented. */
export function AccountId(): ParameterDecorator {
  return PathId('id', 'Id of a network account of the agency');
}
