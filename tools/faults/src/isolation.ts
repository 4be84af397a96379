import type { ApiClient } from '@tributary/e2e-installation';
import { listed } from './differences';
import type { Rows } from './stored';

/** Each takes an id of an agency; for every other agency there is no such thing. */
const ROUTES: readonly ((accountId: string) => readonly [method: string, path: string, body?: unknown])[] = [
  (id) => ['GET', `network-accounts/${id}`],
  (id) => ['GET', `network-accounts/${id}/runs`],
  (id) => ['POST', `network-accounts/${id}/sync`],
  (id) => ['GET', `network-accounts/${id}/quarantine`],
  (id) => ['POST', `network-accounts/${id}/quarantine/replay`],
  (id) => ['GET', `network-accounts/${id}/reconciliation`],
  (id) => ['GET', `network-accounts/${id}/notifications`],
  (id) => ['GET', `network-accounts/${id}/imports`],
  (id) => ['PATCH', `network-accounts/${id}`, { isPaused: true }],
];
/** Lists in which only one's own may stand. */
const LISTS = ['network-accounts', 'sales', 'changes'] as const;

/** I4: what one agency has is not there for another one: every account, a sale of each, and every list. */
export async function reachableFor(stranger: ApiClient, rows: Rows): Promise<readonly string[]> {
  const accounts = await rows<{ id: string; order: string | null }>(`
    select a.id, (select external_order_id from sale s where s.agency_id = a.agency_id and s.account_id = a.id limit 1)
      as "order" from network_account a`);
  const asked = accounts.flatMap(({ id, order }) => [
    ...ROUTES.map((route) => route(id)),
    ...(order === null ? [] : [['GET', `sales/${id}/${encodeURIComponent(order)}/history`] as const]),
  ]);
  const answers = await Promise.all(
    asked.map(async ([method, path, body]) => ({
      said: `${method} ${path}`,
      ...(await stranger.call(method, path, body)),
    })),
  );
  const open = answers.filter(({ status }) => status !== 404);
  const lists = await Promise.all(LISTS.map((path) => stranger.call<unknown>('GET', path)));
  const ids = accounts.map(({ id }) => id);
  const seen = LISTS.filter((_, index) => ids.some((id) => JSON.stringify(lists[index]?.body).includes(id)));
  return [
    ...listed(
      'I4 another agency is answered',
      open.map(({ said, status }) => `${said}: ${status}`),
    ),
    ...listed('I4 another agency sees', seen),
  ];
}
