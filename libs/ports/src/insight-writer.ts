import type { Fact, Insight, InsightDraft } from '@tributary/domain';

/** Turns facts into drafts. Sees aliases only; what it returns is checked before anyone reads it. */
export abstract class InsightWriter {
  /** `computed` for the template, the model id otherwise. */
  abstract readonly name: string;
  /** @param reasons why the last attempt was rejected; null on the first. @throws Error when no draft could be had. */
  abstract write(facts: readonly Fact[], reasons: readonly string[] | null): Promise<readonly InsightDraft[]>;
}

export abstract class InsightRepository {
  /** Hash of the facts the newest insights were written from; null before the first. */
  abstract latestFactsHash(agencyId: string): Promise<string | null>;
  abstract save(agencyId: string, factsHash: string, insights: readonly Insight[]): Promise<void>;
  /** The newest set, in the order they were written. */
  abstract latest(agencyId: string): Promise<readonly Insight[]>;
  /** The set that was the newest one at a past moment. */
  abstract latestAsOf(agencyId: string, at: Date): Promise<readonly Insight[]>;
}
