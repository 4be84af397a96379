import type { MikroORM } from '@mikro-orm/postgresql';
import { rowsOf } from './world';

export interface CataloguedIndex {
  readonly table: string;
  readonly name: string;
  readonly isPrimary: boolean;
  readonly isUnique: boolean;
  /** In order, those that are only carried along left out; `expression` for one. */
  readonly columns: readonly string[];
}

/** Of tables that are no partition: those have what their table has. */
const INDEXES = `
  select t.relname as "table", i.relname as name, x.indisprimary as "isPrimary", x.indisunique as "isUnique",
    array(
      select coalesce(a.attname::text, 'expression')
      from generate_series(0, x.indnkeyatts - 1) k
      left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[k] and x.indkey[k] <> 0
      order by k
    ) as columns
  from pg_index x
  join pg_class t on t.oid = x.indrelid and not t.relispartition and t.relnamespace = 'public'::regnamespace
  join pg_class i on i.oid = x.indexrelid
  order by 1, 2`;

export async function indexesOf(owner: MikroORM): Promise<readonly CataloguedIndex[]> {
  return (await rowsOf(owner, INDEXES)) as unknown as readonly CataloguedIndex[];
}

export interface CataloguedForeignKey {
  readonly table: string;
  readonly name: string;
  readonly to: string;
  /** `own column > column of the other table`. */
  readonly pairs: readonly string[];
}

const FOREIGN_KEYS = `
  select t.relname as "table", c.conname as name, o.relname as "to",
    array(
      select own.attname || ' > ' || other.attname
      from unnest(c.conkey, c.confkey) with ordinality k (own, other, place)
      join pg_attribute own on own.attrelid = c.conrelid and own.attnum = k.own
      join pg_attribute other on other.attrelid = c.confrelid and other.attnum = k.other
      order by k.place
    ) as pairs
  from pg_constraint c
  join pg_class t on t.oid = c.conrelid and not t.relispartition and t.relnamespace = 'public'::regnamespace
  join pg_class o on o.oid = c.confrelid and not o.relispartition
  where c.contype = 'f'
  order by 1, 2`;

export async function foreignKeysOf(owner: MikroORM): Promise<readonly CataloguedForeignKey[]> {
  return (await rowsOf(owner, FOREIGN_KEYS)) as unknown as readonly CataloguedForeignKey[];
}

/** Tables with triggers of their own, each with the functions that they call; keys' own triggers are not counted. */
const TRIGGERED = `
  select t.relname as name, array_agg(distinct f.proname::text order by f.proname::text) as functions
  from pg_trigger g
  join pg_class t on t.oid = g.tgrelid and not t.relispartition and t.relnamespace = 'public'::regnamespace
  join pg_proc f on f.oid = g.tgfoid
  where not g.tgisinternal
  group by 1 order by 1`;

export async function triggersOf(owner: MikroORM): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = (await rowsOf(owner, TRIGGERED)) as unknown as readonly {
    name: string;
    functions: string[];
  }[];
  return new Map(rows.map(({ name, functions }) => [name, functions]));
}
