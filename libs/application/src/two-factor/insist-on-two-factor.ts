import type { AccessClaims, Presence } from '@tributary/ports';
import { Refusal } from '../refusal';

const LACKING = 'Your agency asks everybody for two-factor sign-in. Set it up to go on.';

/**
 * Keeps members without a second factor out of everything else, where their agency requires one. Only sessions that a
 * password alone opened are asked: the others have shown a second factor, here or to the identity provider of the agency,
 * and end when it is reset.
 * @throws {Refusal} `two-factor-required`
 */
export function insistOnTwoFactor(
  { method }: Pick<AccessClaims, 'method'>,
  { lacksSecondFactor }: Pick<Presence, 'lacksSecondFactor'>,
): void {
  if (method === 'password' && lacksSecondFactor) throw new Refusal('two-factor-required', LACKING);
}
