import type { Fact, Insight, InsightDraft } from '@tributary/domain';
import type { Clock } from '../../clock';
import { InsightRepository, InsightWriter } from '../../insight-writer';
import { SettableClock } from './settable-clock';

export class InMemoryInsightRepository extends InsightRepository {
  readonly sets: {
    readonly agencyId: string;
    readonly factsHash: string;
    readonly insights: readonly Insight[];
    readonly savedAt: Date;
  }[] = [];

  constructor(private readonly clock: Clock = new SettableClock()) {
    super();
  }

  latestFactsHash(agencyId: string): Promise<string | null> {
    return Promise.resolve(this.newest(agencyId)?.factsHash ?? null);
  }

  save(agencyId: string, factsHash: string, insights: readonly Insight[]): Promise<void> {
    this.sets.push({ agencyId, factsHash, insights, savedAt: this.clock.now() });
    return Promise.resolve();
  }

  latest(agencyId: string): Promise<readonly Insight[]> {
    return Promise.resolve(this.newest(agencyId)?.insights ?? []);
  }

  latestAsOf(agencyId: string, at: Date): Promise<readonly Insight[]> {
    const set = this.sets.findLast((one) => one.agencyId === agencyId && one.savedAt <= at);
    return Promise.resolve(set?.insights ?? []);
  }

  private newest(agencyId: string) {
    return this.sets.findLast((set) => set.agencyId === agencyId);
  }
}

/** Stands in for a language model: gives its answers in turn, the last one for ever, and keeps what it was asked. */
export class ScriptedInsightWriter extends InsightWriter {
  readonly name = 'scripted-model';
  readonly calls: { readonly facts: readonly Fact[]; readonly reasons: readonly string[] | null }[] = [];

  constructor(private readonly answers: readonly (readonly InsightDraft[] | Error)[]) {
    super();
  }

  write(facts: readonly Fact[], reasons: readonly string[] | null): Promise<readonly InsightDraft[]> {
    const answer = this.answers[Math.min(this.calls.length, this.answers.length - 1)] ?? [];
    this.calls.push({ facts, reasons });
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }
}
