import {
  verifyDraft,
  wholeViewOf,
  type Agency,
  type Fact,
  type Insight,
  type InsightDraft,
} from '@tributary/domain';
import type {
  AgencyRepository,
  Clock,
  IdentifierFactory,
  InsightRepository,
  InsightWriter,
  NetworkCatalog,
} from '@tributary/ports';
import type { ReadDashboard } from '../dashboard/read-dashboard';
import { aliasFacts } from './alias-facts';
import { computeFacts } from './compute-facts';

const SHOWN = 3;
const DAYS = 30;
const EVERY_ACCOUNT = { networks: [], accountIds: [], clientIds: [] };

export interface WriteInsightsPorts {
  readonly dashboard: ReadDashboard;
  readonly agencies: AgencyRepository;
  readonly networks: NetworkCatalog;
  readonly insights: InsightRepository;
  /** The language model when one is configured, else the template. */
  readonly writer: InsightWriter;
  readonly template: InsightWriter;
  readonly clock: Clock;
  readonly identifiers: IdentifierFactory;
}

/** Writes an agency's insights after its figures changed. Never on the way of a page request. */
export class WriteInsights {
  constructor(private readonly ports: WriteInsightsPorts) {}

  /** @returns how many insights were stored; 0 when the facts are those of last time. */
  async run(agencyId: string): Promise<number> {
    const agency = await this.ports.agencies.find(agencyId);
    if (!agency) return 0;
    const facts = await this.facts(agency);
    // The moment of reading is no change of the facts.
    const timeless = facts.map((fact) => ({ ...fact, asOf: null }));
    const hash = this.ports.identifiers.fingerprint(JSON.stringify(timeless));
    if (hash === (await this.ports.insights.latestFactsHash(agencyId))) return 0;
    const insights = facts.length === 0 ? [] : await this.write(facts);
    await this.ports.insights.save(agencyId, hash, insights);
    return insights.length;
  }

  private async facts(agency: Agency): Promise<readonly Fact[]> {
    const request = { days: DAYS, clock: 'sale-date', ...EVERY_ACCOUNT, asOf: null } as const;
    return computeFacts(await this.ports.dashboard.run(wholeViewOf(agency), request), this.ports.networks);
  }

  private async write(facts: readonly Fact[]): Promise<readonly Insight[]> {
    const { writer, template } = this.ports;
    const drafts = await this.verified(writer, facts);
    if (drafts.length > 0) return this.insights(writer, drafts, facts);
    return this.insights(template, await this.verified(template, facts), facts);
  }

  /** The writer sees aliases instead of names. What it got wrong it may repair once; what stays wrong is dropped. */
  private async verified(writer: InsightWriter, facts: readonly Fact[]): Promise<readonly InsightDraft[]> {
    const aliased = aliasFacts(facts);
    try {
      const first = await writer.write(aliased, null);
      const reasons = first.flatMap((draft) => verifyDraft(draft, facts));
      if (reasons.length === 0) return first;
      const repaired = await writer.write(aliased, [...new Set(reasons)]);
      return repaired.filter((draft) => verifyDraft(draft, facts).length === 0);
    } catch {
      // A model that cannot be reached must never cost the agency its insights: the template serves.
      return [];
    }
  }

  private insights(
    writer: InsightWriter,
    drafts: readonly InsightDraft[],
    facts: readonly Fact[],
  ): readonly Insight[] {
    const generatedAt = this.ports.clock.now();
    return drafts.slice(0, SHOWN).map((draft) => ({
      ...draft,
      facts: facts.filter((fact) => draft.factIds.includes(fact.id)),
      writer: writer.name,
      generatedAt,
    }));
  }
}
