import type { AccountKey } from './sale-repository';

export interface SaleKey extends AccountKey {
  readonly externalOrderId: string;
}

/** Who bought: kept sealed beside the sales of networks that tell it, never in the sale itself. */
export abstract class CustomerRepository {
  /**
   * The buyer of a sale, as the network wrote the e-mail: null where it told none, and where the person was erased or kept
   * for long enough. @returns null when there is no such sale.
   */
  abstract find(sale: SaleKey): Promise<{ readonly email: string | null } | null>;
  /** The sales of a person, by e-mail in any case. */
  abstract salesOf(agencyId: string, email: string): Promise<readonly SaleKey[]>;
}

/** A kept text without what it tells of erased persons; the text itself where it tells nothing of them. */
export type CleanText = (text: string, isErased: (email: string) => boolean) => string;

/** Persons of whom nothing may be kept any more. */
export abstract class ErasureRepository {
  /**
   * Removes the person from every sale and remembers that nothing of them may be kept again; the money stays.
   * @returns from how many sales.
   */
  abstract erase(agencyId: string, email: string): Promise<number>;
  /** Of these e-mails, the ones of erased persons, as they were given. Costs next to nothing where nobody was erased. */
  abstract erasedAmong(agencyId: string, emails: () => readonly string[]): Promise<ReadonlySet<string>>;
  /** Agencies whose kept answers have not been cleaned since somebody was erased. */
  abstract agenciesToClean(): Promise<readonly string[]>;
  /**
   * Cleans what is kept of networks' answers: pages, rows set aside, notifications. May be stopped and begun again.
   * @returns how many were changed.
   */
  abstract clean(agencyId: string, clean: CleanText): Promise<number>;
}
