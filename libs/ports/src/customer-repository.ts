import type { AccountKey } from './sale-repository';

export interface SaleKey extends AccountKey {
  readonly externalOrderId: string;
}

/** Who bought: kept sealed beside the sales of networks that tell it, never in the sale itself. */
export abstract class CustomerRepository {
  /** As the network wrote it. Null where it told none, and where the person was erased or kept for long enough. */
  abstract emailOf(sale: SaleKey): Promise<string | null>;
  /** The sales of a person, by e-mail in any case. */
  abstract salesOf(agencyId: string, email: string): Promise<readonly SaleKey[]>;
  /**
   * Removes the person from every sale and remembers that nothing of them may be kept again; the money stays.
   * @returns from how many sales.
   */
  abstract erase(agencyId: string, email: string): Promise<number>;
  /** Removes the customers of sales made before an instant. @returns of how many. */
  abstract forgetBefore(agencyId: string, before: Date): Promise<number>;
}
