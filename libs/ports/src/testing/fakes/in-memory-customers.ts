import { personEmail } from '@tributary/domain';
import { CustomerRepository, type SaleKey } from '../../customer-repository';
import type { InMemoryStorage } from './in-memory-storage';

const isSame = (one: SaleKey, other: SaleKey) =>
  one.agencyId === other.agencyId &&
  one.accountId === other.accountId &&
  one.externalOrderId === other.externalOrderId;

export class InMemoryCustomerRepository extends CustomerRepository {
  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  emailOf(sale: SaleKey): Promise<string | null> {
    const found = this.kept().find((customer) => isSame(customer.sale, sale));
    return Promise.resolve(found?.email ?? null);
  }

  salesOf(agencyId: string, email: string): Promise<readonly SaleKey[]> {
    return Promise.resolve(this.of(agencyId, email).map(({ sale }) => sale));
  }

  erase(agencyId: string, email: string): Promise<number> {
    const erased = this.of(agencyId, email);
    const person = personEmail(email);
    if (person !== null) this.storage.erasedPersons.add(`${agencyId} ${person}`);
    this.remove(erased.map(({ sale }) => sale));
    return Promise.resolve(erased.length);
  }

  forgetBefore(agencyId: string, before: Date): Promise<number> {
    const old = this.kept().filter(({ sale }) => {
      const stored = this.storage.rowsOf(sale).sales.get(sale.externalOrderId);
      return sale.agencyId === agencyId && stored !== undefined && stored.saleDate < before;
    });
    this.remove(old.map(({ sale }) => sale));
    return Promise.resolve(old.length);
  }

  private of(agencyId: string, email: string) {
    const person = personEmail(email);
    return this.kept().filter(
      (customer) =>
        customer.sale.agencyId === agencyId && person !== null && personEmail(customer.email) === person,
    );
  }

  /** A sale that is gone took its customer along. */
  private kept() {
    return this.storage.customers.filter(({ sale }) =>
      this.storage.rowsOf(sale).sales.has(sale.externalOrderId),
    );
  }

  private remove(sales: readonly SaleKey[]): void {
    const { customers } = this.storage;
    const left = customers.filter(({ sale }) => !sales.some((gone) => isSame(gone, sale)));
    customers.splice(0, customers.length, ...left);
  }
}
