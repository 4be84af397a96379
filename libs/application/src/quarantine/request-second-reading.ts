import type { NetworkAccountRepository, SecondReadingQueue, SecondReadingRequest } from '@tributary/ports';
import { Refusal } from '../refusal';

/** Asks for rows set aside, or for every kept page, to be read once more. The work is done by a worker. */
export class RequestSecondReading {
  constructor(
    private readonly accounts: NetworkAccountRepository,
    private readonly queue: SecondReadingQueue,
  ) {}

  /**
   * @returns whether it was queued: false when the same is queued or running for this account.
   * @throws {Refusal} `not-found`
   */
  async run(request: SecondReadingRequest): Promise<boolean> {
    if (!(await this.accounts.find(request))) throw new Refusal('not-found', 'There is no such connection.');
    return this.queue.enqueue(request);
  }
}
