import type { ApiClient, AppProcess, Installation } from '@tributary/e2e-installation';
import { apiRoutes } from '../attacks/api-routes';
import { pathOf } from '../attacks/foreign-ids';
import type { Ids } from '../attacks/ids';
import type { Place } from './canary';

const EVENTS = 'events';
const MANAGEMENT = /Metrics and probes on port (\d+)/;

/** What every route answers that reads something. @returns those that were answered with 200 in `read`. */
export async function answersOf(
  app: AppProcess,
  client: ApiClient,
  ids: Ids,
): Promise<{ readonly places: readonly Place[]; readonly read: readonly string[] }> {
  const places: Place[] = [];
  const read: string[] = [];
  const routes = (await apiRoutes(app)).filter(({ method, path }) => method === 'GET' && path !== EVENTS);
  for (const route of routes) {
    const { status, text } = await client.read(pathOf(route, ids));
    places.push({ name: `GET ${route.path}`, text });
    if (status === 200) read.push(route.path);
  }
  return { places, read };
}

/** Every row of every table, the queue's as well, as text; bytes are written in hexadecimal. */
export async function tablesOf(installation: Installation): Promise<readonly Place[]> {
  const tables = await installation.rows<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition
       and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' order by 1`,
  );
  const places: Place[] = [];
  for (const { name } of tables) {
    const rows = await installation.rows<{ text: string }>(`select t::text as text from ${name} t`);
    places.push({ name: `table ${name}`, text: rows.map(({ text }) => text).join('\n') });
  }
  return places;
}

export function outputOf(apps: readonly AppProcess[]): readonly Place[] {
  return apps.map(({ lines }, index) => ({ name: `output of process ${index + 1}`, text: lines.join('\n') }));
}

export async function metricsOf(apps: readonly AppProcess[]): Promise<readonly Place[]> {
  return Promise.all(
    apps.map(async ({ lines }, index) => {
      const port = MANAGEMENT.exec(lines.join('\n'))?.[1] ?? '';
      const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
      return { name: `metrics of process ${index + 1}`, text: await answer.text() };
    }),
  );
}
