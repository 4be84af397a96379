import type { MikroORM } from '@mikro-orm/postgresql';
import { Statement } from '../statement';
import { inNoAgency } from '../tenancy';

/** How far a server has got, in bytes of its write-ahead log. Later is greater. */
export type WalPosition = bigint;

/**
 * Of what is inserted, not of what is on the disk: pages commit without waiting for it, and are seen before they are
 * there.
 */
const WRITTEN = new Statement<{ position: string }>(
  `select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::text as position`,
);

const REPLAYED = new Statement<{ position: string | null }>(
  `select case when pg_is_in_recovery() then (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::text end as position`,
);

/** Whatever anybody has seen on the primary until now was written before this. */
export async function writtenBy(primary: MikroORM): Promise<WalPosition> {
  const row = await WRITTEN.first(inNoAgency(primary), []);
  return BigInt(row?.position ?? 0);
}

/** Null for a server that follows no other. */
export async function replayedBy(replica: MikroORM): Promise<WalPosition | null> {
  const row = await REPLAYED.first(inNoAgency(replica), []);
  return row?.position ? BigInt(row.position) : null;
}
