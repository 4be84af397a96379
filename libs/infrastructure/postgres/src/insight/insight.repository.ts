import type { MikroORM } from '@mikro-orm/postgresql';
import type { Insight } from '@tributary/domain';
import { InsightRepository } from '@tributary/ports';
import { randomUUID } from 'node:crypto';
import { Statement } from '../statement';
import { inAgency } from '../tenancy';

/** JSON keeps instants as text. */
type Stored<Value> = Value extends Date
  ? string
  : Value extends readonly (infer Item)[]
    ? readonly Stored<Item>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: Stored<Value[Key]> }
      : Value;

const SAVE = new Statement<object>(
  'insert into insight_set (agency_id, id, facts_hash, insights) values ($1, $2, $3, $4)',
);

const LATEST = new Statement<{ factsHash: string; insights: readonly Stored<Insight>[] }>(`
  select facts_hash as "factsHash", insights from insight_set
  where agency_id = $1 order by created_at desc, id limit 1`);

const LATEST_AS_OF = new Statement<{ insights: readonly Stored<Insight>[] }>(`
  select insights from insight_set
  where agency_id = $1 and created_at <= $2 order by created_at desc, id limit 1`);

export class PostgresInsightRepository extends InsightRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async latestFactsHash(agencyId: string): Promise<string | null> {
    const set = await inAgency(this.orm, agencyId, (em) => LATEST.first(em, [agencyId]));
    return set?.factsHash ?? null;
  }

  async save(agencyId: string, factsHash: string, insights: readonly Insight[]): Promise<void> {
    await inAgency(this.orm, agencyId, (em) =>
      SAVE.run(em, [agencyId, randomUUID(), factsHash, JSON.stringify(insights)]),
    );
  }

  async latest(agencyId: string): Promise<readonly Insight[]> {
    const set = await inAgency(this.orm, agencyId, (em) => LATEST.first(em, [agencyId]));
    return (set?.insights ?? []).map(revive);
  }

  async latestAsOf(agencyId: string, at: Date): Promise<readonly Insight[]> {
    const set = await inAgency(this.orm, agencyId, (em) =>
      LATEST_AS_OF.first(em, [agencyId, at.toISOString()]),
    );
    return (set?.insights ?? []).map(revive);
  }
}

function revive(insight: Stored<Insight>): Insight {
  const { generatedAt, facts, ...rest } = insight as Stored<Insight> & Pick<Insight, 'stance'>;
  return {
    ...rest,
    generatedAt: new Date(generatedAt),
    facts: facts.map((fact) => ({ ...fact, asOf: new Date(fact.asOf) })) as Insight['facts'],
  };
}
