import { maskedEmail } from '@tributary/domain';
import type { CustomerRepository, SaleKey } from '@tributary/ports';
import { Refusal } from '../refusal';

export interface Customer {
  /** Null where the network tells none, and where it is not kept any more. */
  readonly email: string | null;
}

/** Who bought, as much of it as the member may see. */
export class ReadCustomer {
  constructor(private readonly customers: CustomerRepository) {}

  /** The e-mail in full. @throws {Refusal} `not-found` */
  async run(sale: SaleKey): Promise<Customer> {
    const found = await this.customers.find(sale);
    if (!found) throw new Refusal('not-found', 'There is no such sale.');
    return found;
  }

  /** Enough to tell two customers apart. @throws {Refusal} `not-found` */
  async masked(sale: SaleKey): Promise<Customer> {
    const { email } = await this.run(sale);
    return { email: email === null ? null : maskedEmail(email) };
  }
}
