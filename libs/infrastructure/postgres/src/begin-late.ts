import type { ConnectingPool } from './planned-once';

/** As the driver answers to `begin`. */
const BEGUN = { command: 'BEGIN', rowCount: null, rows: [] } as const;

/** How a transaction says first whose rows it works on. Nobody asks for what that answers. */
const SAYS_WHOSE = 'select set_config(';

/**
 * Sends `begin` together with the first statement of its transaction, where that has no parameters, and does not wait for it
 * where it only says whose rows are worked on: a message and its answer are a quarter of what a short read takes.
 * Whoever waits for the next statement waits for the beginning too, and hears of its failure; on a connection that
 * pipelines they are on their way together, and what comes behind one that failed does nothing.
 */
export function beginLate(pool: ConnectingPool): void {
  pool.on('connect', (client) => {
    const query = client.query.bind(client);
    let isToBegin = false;
    let beginning: Promise<unknown> | null = null;
    const begin = (text: string): Promise<unknown> => {
      isToBegin = false;
      const answer = Promise.resolve(query(text));
      // Heard of by whoever waits for what follows it.
      answer.catch(() => undefined);
      return answer;
    };
    const follow = (answer: unknown): unknown => {
      const begun = beginning;
      beginning = null;
      return begun ? Promise.all([begun, answer]).then(([, result]) => result) : answer;
    };
    client.query = (text, values, ...rest) => {
      if (text === 'begin') {
        isToBegin = true;
        return Promise.resolve(BEGUN);
      }
      if (!isToBegin) return follow(query(text, values, ...rest));
      if (typeof text !== 'string' || !isNone(values)) {
        beginning = begin('begin');
        return follow(query(text, values, ...rest));
      }
      const begun = begin(`begin; ${text}`);
      if (!text.startsWith(SAYS_WHOSE)) return begun.then(last);
      beginning = begun;
      return Promise.resolve(BEGUN);
    };
  });
}

function isNone(values: unknown): boolean {
  return values === undefined || (Array.isArray(values) && values.length === 0);
}

/** Of several statements in one message each has a result. */
function last(results: unknown): unknown {
  return Array.isArray(results) ? results.at(-1) : results;
}
