import type { ErasureRepository } from '@tributary/ports';
import { emailOf } from './export-person';

/**
 * Removes a person from every sale, for good: later readings and imports do not bring them back. What is kept of networks'
 * answers is cleaned by {@link CleanErasedPersons}, soon after. The money stays.
 */
export class ErasePerson {
  constructor(private readonly erasures: ErasureRepository) {}

  /** @returns from how many sales. @throws {Refusal} `invalid-input` for what is no e-mail. */
  run(agencyId: string, email: string): Promise<number> {
    return this.erasures.erase(agencyId, emailOf(email));
  }
}
