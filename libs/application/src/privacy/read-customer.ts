import { maskedEmail } from '@tributary/domain';
import type { CustomerRepository, SaleKey } from '@tributary/ports';
import { Refusal } from '../refusal';

export interface Customer {
  /** Null where the network tells none, and where it is not kept any more. */
  readonly email: string | null;
}

/** Masked is enough to tell two customers apart. */
export type CustomerDetail = 'masked' | 'whole';

/** Who bought, as much of it as the member may see. */
export class ReadCustomer {
  constructor(private readonly customers: CustomerRepository) {}

  /** @throws {Refusal} `not-found` */
  async run(sale: SaleKey, detail: CustomerDetail): Promise<Customer> {
    const found = await this.customers.find(sale);
    if (!found) throw new Refusal('not-found', 'There is no such sale.');
    const { email } = found;
    return { email: email === null || detail === 'whole' ? email : maskedEmail(email) };
  }
}
