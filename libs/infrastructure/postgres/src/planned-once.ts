import { randomUUID } from 'node:crypto';

/** What this file knows of the driver's pool and its clients. */
interface Client {
  query: (...args: unknown[]) => unknown;
}

export interface ConnectingPool {
  on(event: 'connect', listener: (client: Client) => void): unknown;
}

const NAMES = new Map<string, string>();

/**
 * Marks a statement's text: each connection parses and plans it once, and keeps it under a name. Only for texts that are
 * written in the code, whose plan is right for every agency: what is kept is never given back.
 */
export function planOnce(text: string): void {
  if (!NAMES.has(text)) NAMES.set(text, `tributary-${NAMES.size}-${randomUUID().slice(0, 8)}`);
}

/**
 * Kysely hands statements to the driver without a name, and the server plans them anew each time: for the short ones of
 * the sync and the long one of the dashboard that is a good part of their time.
 */
export function keepPlans(pool: ConnectingPool): void {
  pool.on('connect', (client) => {
    const query = client.query.bind(client);
    client.query = (text, values, ...rest) => {
      const name = typeof text === 'string' ? NAMES.get(text) : undefined;
      return name === undefined ? query(text, values, ...rest) : query({ name, text, values }, ...rest);
    };
  });
}
