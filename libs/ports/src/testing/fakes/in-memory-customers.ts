import { personEmail } from '@tributary/domain';
import {
  type CleanText,
  CustomerRepository,
  ErasureRepository,
  type SaleKey,
} from '../../customer-repository';
import { RetentionRepository } from '../../retention-repository';
import type { InMemoryStorage } from './in-memory-storage';

const isSame = (one: SaleKey, other: SaleKey) =>
  one.agencyId === other.agencyId &&
  one.accountId === other.accountId &&
  one.externalOrderId === other.externalOrderId;

export class InMemoryCustomerRepository extends CustomerRepository {
  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  find(sale: SaleKey): Promise<{ readonly email: string | null } | null> {
    const found = customersOf(this.storage).find((customer) => isSame(customer.sale, sale));
    const isSold = this.storage.account(sale) && this.storage.rowsOf(sale).sales.has(sale.externalOrderId);
    return Promise.resolve(isSold ? { email: found?.email ?? null } : null);
  }

  salesOf(agencyId: string, email: string): Promise<readonly SaleKey[]> {
    return Promise.resolve(customersOf(this.storage, agencyId, email).map(({ sale }) => sale));
  }
}

/** A sale that is gone took its customer along. */
function customersOf(storage: InMemoryStorage, agencyId?: string, email?: string) {
  const person = email === undefined ? null : personEmail(email);
  return storage.customers.filter(
    (customer) =>
      storage.rowsOf(customer.sale).sales.has(customer.sale.externalOrderId) &&
      (email === undefined ||
        (customer.sale.agencyId === agencyId && person !== null && personEmail(customer.email) === person)),
  );
}

function remove(storage: InMemoryStorage, sales: readonly SaleKey[]): void {
  const { customers } = storage;
  const left = customers.filter(({ sale }) => !sales.some((gone) => isSame(gone, sale)));
  customers.splice(0, customers.length, ...left);
}

export class InMemoryErasureRepository extends ErasureRepository {
  private readonly waiting = new Set<string>();

  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  erase(agencyId: string, email: string): Promise<number> {
    const erased = customersOf(this.storage, agencyId, email);
    const person = personEmail(email);
    if (person !== null) {
      this.storage.erasedPersons.add(`${agencyId} ${person}`);
      this.waiting.add(agencyId);
    }
    remove(
      this.storage,
      erased.map(({ sale }) => sale),
    );
    return Promise.resolve(erased.length);
  }

  erasedAmong(agencyId: string, emails: () => readonly string[]): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(emails().filter((email) => this.isErased(agencyId, email))));
  }

  agenciesToClean(): Promise<readonly string[]> {
    return Promise.resolve([...this.waiting]);
  }

  clean(agencyId: string, clean: CleanText): Promise<number> {
    this.waiting.delete(agencyId);
    return Promise.resolve(
      this.storage.rewritePages(agencyId, (text) => clean(text, (email) => this.isErased(agencyId, email))),
    );
  }

  private isErased(agencyId: string, email: string): boolean {
    const person = personEmail(email);
    return person !== null && this.storage.erasedPersons.has(`${agencyId} ${person}`);
  }
}

export class InMemoryRetentionRepository extends RetentionRepository {
  private readonly limits = new Map<string, number>();

  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  months(agencyId: string): Promise<number | null> {
    return Promise.resolve(this.limits.get(agencyId) ?? null);
  }

  setMonths(agencyId: string, months: number | null): Promise<void> {
    if (months === null) this.limits.delete(agencyId);
    else this.limits.set(agencyId, months);
    return Promise.resolve();
  }

  agenciesWithLimit(): Promise<readonly { readonly agencyId: string; readonly months: number }[]> {
    return Promise.resolve([...this.limits].map(([agencyId, months]) => ({ agencyId, months })));
  }

  forgetBefore(agencyId: string, before: Date) {
    const old = customersOf(this.storage).filter(({ sale }) => {
      const stored = this.storage.rowsOf(sale).sales.get(sale.externalOrderId);
      return sale.agencyId === agencyId && stored !== undefined && stored.saleDate < before;
    });
    remove(
      this.storage,
      old.map(({ sale }) => sale),
    );
    return Promise.resolve({
      customers: old.length,
      answers: this.storage.forgetAnswers(agencyId, before),
    });
  }
}
