import type { Fact } from './fact';

export type Stance = 'positive' | 'negative' | 'neutral';

/** A finding whose text holds figures only as `{{fact:id}}` and subjects only as `{{subject:id}}`. */
export interface InsightDraft {
  readonly title: string;
  readonly body: string;
  readonly factIds: readonly string[];
  readonly stance: Stance;
  readonly suggestedAction: string | null;
}

/** A draft that passed {@link verifyDraft}, together with the facts it speaks of. */
export interface Insight extends InsightDraft {
  readonly facts: readonly Fact[];
  readonly writer: string;
  readonly generatedAt: Date;
}
