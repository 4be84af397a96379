import { Refusal } from '../refusal';

export function noSuchUser(): Refusal {
  return new Refusal('not-found', 'There is no such user. Go back to the list of users.');
}
