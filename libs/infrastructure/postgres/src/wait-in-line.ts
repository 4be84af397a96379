/** What this file knows of the driver's pool and its clients. */
interface Client {
  release: (...args: unknown[]) => unknown;
}

interface Pool {
  readonly options: { readonly max: number };
  connect: () => Promise<Client>;
}

/**
 * Lets whoever wants a connection wait for a free one as long as it takes, first come, first served. The pool itself counts
 * the wait as part of connecting and gives up: right for a page that somebody waits for, wrong for hundreds of readings
 * that share a few connections, of which none is in a hurry.
 */
export function waitInLine(pool: Pool): void {
  const connect = pool.connect.bind(pool);
  const line: (() => void)[] = [];
  let free = pool.options.max;
  const leave = () => {
    const next = line.shift();
    if (next) next();
    else free += 1;
  };
  pool.connect = async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => line.push(resolve));
    try {
      return leavingOnRelease(await connect(), leave);
    } catch (error) {
      leave();
      throw error;
    }
  };
}

/** Each checkout of a client is released once; the pool hands it out with a release of its own each time. */
function leavingOnRelease(client: Client, leave: () => void): Client {
  const release = client.release.bind(client);
  let isOut = true;
  client.release = (...args) => {
    if (isOut) leave();
    isOut = false;
    return release(...args);
  };
  return client;
}
