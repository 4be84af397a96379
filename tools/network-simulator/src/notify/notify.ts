import { find, type Simulation } from '../simulation';
import { Dice } from '../world/dice';
import { filled, type Notice } from './notice';

/** Sends at a time, as a busy network would. */
const AT_ONCE = 8;

/** What to send, and where to. Instants are ISO texts. */
export interface NotifyRequest {
  readonly network: string;
  /** The account's label; default the network's first. */
  readonly account?: string;
  /** Event of the network → the address entered for it, macros and all; events without one are not sent. */
  readonly urls: Readonly<Record<string, string>>;
  /** Passphrase and the like, by the names the network's notices use. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Sends what happened from then on … */
  readonly since: string;
  /** … until then; default the simulated present. */
  readonly until?: string;
  /** Default as it happened. */
  readonly order?: 'as-happened' | 'shuffled';
  /** How often each is sent; default once. */
  readonly times?: number;
}

export interface NotifyResult {
  /** Notifications that were sent, each as often as asked. */
  readonly sent: number;
  /** HTTP status → how often it was answered. */
  readonly answers: Readonly<Record<string, number>>;
}

/** Sends what a network tells by itself. @returns why not, where the request makes no sense. */
export async function notify(simulation: Simulation, request: NotifyRequest): Promise<NotifyResult | string> {
  const found = find(simulation, request.network, request.account ?? null);
  const span = { from: Date.parse(request.since), to: untilOf(simulation, request) };
  if (found === null) return 'No such account.';
  if (Number.isNaN(span.from) || Number.isNaN(span.to)) return 'since and until are instants.';
  if (typeof request.urls !== 'object') return 'urls are addresses by event.';
  const notices = [...found.network.notices(found.account, span, request.secrets ?? {})];
  return sendAll(queueOf(notices, request, simulation.seed), request.urls);
}

function queueOf(notices: readonly Notice[], request: NotifyRequest, seed: number): readonly Notice[] {
  const addressed = notices
    .filter(({ event }) => request.urls[event] !== undefined)
    .sort((left, right) => left.at - right.at);
  const repeated = Array.from({ length: request.times ?? 1 }, () => addressed).flat();
  return request.order === 'shuffled' ? shuffled(repeated, seed) : repeated;
}

function untilOf(simulation: Simulation, { until }: NotifyRequest): number {
  // The present belongs to the span.
  return until === undefined ? simulation.clock.now() + 1 : Date.parse(until);
}

async function sendAll(
  notices: readonly Notice[],
  urls: Readonly<Record<string, string>>,
): Promise<NotifyResult> {
  const answers: Record<string, number> = {};
  const waiting = notices.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const notice of waiting) {
        const status = await send(notice, urls[notice.event] ?? '');
        answers[status] = (answers[status] ?? 0) + 1;
      }
    }),
  );
  return { sent: notices.length, answers };
}

/** Redirects are not followed; an address that does not answer counts as status 0. */
async function send({ method, macros, headers, body }: Notice, template: string): Promise<number> {
  try {
    const answer = await fetch(filled(template, macros), {
      ...{ method, headers, redirect: 'manual' as const },
      ...(method === 'POST' && { body }),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

/** The same order for the same seed. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const keyed = items.map((item, index) => ({ item, key: new Dice(seed, index).unit(71) }));
  return keyed.sort((left, right) => left.key - right.key).map(({ item }) => item);
}
