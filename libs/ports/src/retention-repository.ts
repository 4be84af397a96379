/** How long an agency keeps what tells of customers: their e-mails, and networks' answers as they came. */
export abstract class RetentionRepository {
  /** Null: as long as the agency is there. */
  abstract months(agencyId: string): Promise<number | null>;
  abstract setMonths(agencyId: string, months: number | null): Promise<void>;
  /** Agencies that keep them for a time only. */
  abstract agenciesWithLimit(): Promise<readonly { readonly agencyId: string; readonly months: number }[]>;
  /**
   * Removes customers of sales made before an instant, and answers that were last given before it; sales and their money
   * stay. @returns how many of both.
   */
  abstract forgetBefore(
    agencyId: string,
    before: Date,
  ): Promise<{ readonly customers: number; readonly answers: number }>;
}
