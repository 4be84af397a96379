import type { Installation } from '@tributary/e2e-installation';

/** They move by themselves when a member asks for anything at all. */
const SEEN = ['last_seen_at', 'last_used_at'];

/** The rows of an agency in every table that has any, as one text per table: equal texts, nothing changed. */
export async function snapshotOf(
  installation: Installation,
  agencyId: string,
): Promise<Readonly<Record<string, string>>> {
  const tables = await installation.rows<{ name: string }>(
    `select c.table_name as name from information_schema.columns c
     join pg_class t on t.relname = c.table_name and not t.relispartition
     where c.table_schema = 'public' and c.column_name = 'agency_id' and t.relkind in ('r', 'p') order by 1`,
  );
  const sums = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(r.row, E'\\n' order by r.row)), '') as sum
       from (
         select (to_jsonb(t) - '{${SEEN.join(',')}}'::text[])::text as row from "${name}" t where agency_id = '${agencyId}'
       ) r`,
  );
  const jobs = `select 'jobs', count(*) || '' from pgboss.job where data ->> 'agencyId' = '${agencyId}'`;
  const rows = await installation.rows<{ name: string; sum: string }>([...sums, jobs].join(' union all '));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
