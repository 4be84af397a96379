import { Refusal } from '../refusal';

const WRONG = 'The code is not right. Type the one that the app shows now.';

export function wrongCode(): Refusal {
  return new Refusal('invalid-input', WRONG, [{ field: 'code', message: WRONG }]);
}
