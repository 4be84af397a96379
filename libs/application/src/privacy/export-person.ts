import { personEmail } from '@tributary/domain';
import type { CustomerRepository, SaleFilter, SaleKey, SaleRepository, SaleView } from '@tributary/ports';
import { Refusal } from '../refusal';

const EVERY_SALE = {
  from: null,
  until: null,
  networks: [],
  statuses: [],
  asOf: null,
} satisfies Partial<SaleFilter>;

/** Everything the agency holds about one person: what they bought, and what was taken back. */
export class ExportPerson {
  constructor(
    private readonly customers: CustomerRepository,
    private readonly sales: SaleRepository,
  ) {}

  /** @throws {Refusal} `invalid-input` for what is no e-mail. */
  async run(agencyId: string, email: string): Promise<readonly SaleView[]> {
    const keys = await this.customers.salesOf(agencyId, emailOf(email));
    const found: SaleView[] = [];
    for (const key of keys) found.push(...(await this.viewOf(key)));
    return found;
  }

  private async viewOf({ agencyId, accountId, externalOrderId }: SaleKey): Promise<readonly SaleView[]> {
    const filter = { ...EVERY_SALE, accounts: [accountId], search: externalOrderId };
    const views = await this.sales.listSales(agencyId, filter, { limit: 200, after: null });
    return views.filter(({ id }) => id.externalOrderId === externalOrderId);
  }
}

/** @throws {Refusal} `invalid-input` */
export function emailOf(typed: string): string {
  const email = personEmail(typed);
  if (email !== null) return email;
  const message = 'Type the e-mail address of the person.';
  throw new Refusal('invalid-input', message, [{ field: 'email', message }]);
}
