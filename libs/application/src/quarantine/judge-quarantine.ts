import type { NetworkAccountRepository, QuarantineRepository, QuarantineSelection } from '@tributary/ports';
import { Refusal } from '../refusal';

const LONGEST_REASON = 300;

/** Leaves rows out on purpose: they were seen, and it is fine that they are in no figure. They are kept. */
export class DismissQuarantine {
  constructor(
    private readonly accounts: NetworkAccountRepository,
    private readonly quarantine: QuarantineRepository,
  ) {}

  /**
   * @param by the member's name.
   * @returns how many rows were dismissed; those that were before are not counted.
   * @throws {Refusal} `not-found`, `invalid-input` without a reason.
   */
  async run(
    account: { readonly agencyId: string; readonly accountId: string },
    rows: QuarantineSelection,
    dismissal: { readonly reason: string; readonly by: string },
  ): Promise<number> {
    const reason = dismissal.reason.trim();
    if (reason === '' || reason.length > LONGEST_REASON) {
      const message = `Say in up to ${LONGEST_REASON} characters why the rows are left out.`;
      throw new Refusal('invalid-input', message, [{ field: 'reason', message }]);
    }
    if (!(await this.accounts.find(account))) throw new Refusal('not-found', 'There is no such connection.');
    return this.quarantine.mark(account, rows, { as: 'dismissed', reason, by: dismissal.by });
  }
}

/** Takes dismissals back: the rows wait again. */
export class RestoreQuarantine {
  constructor(
    private readonly accounts: NetworkAccountRepository,
    private readonly quarantine: QuarantineRepository,
  ) {}

  /** @returns how many rows wait again. @throws {Refusal} `not-found` */
  async run(
    account: { readonly agencyId: string; readonly accountId: string },
    rows: QuarantineSelection,
  ): Promise<number> {
    if (!(await this.accounts.find(account))) throw new Refusal('not-found', 'There is no such connection.');
    return this.quarantine.mark(account, rows, { as: 'open' });
  }
}
