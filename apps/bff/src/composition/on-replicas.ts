import type { createOrm, ReadReplica, ReadReplicas } from '@tributary/postgres';

type Read = (...parameters: never[]) => Promise<unknown>;

/** The names of a repository's methods. */
export type ReadOf<T> = { [Name in keyof T]: T[Name] extends Read ? Name : never }[keyof T];

interface ReplicatedReads<T> {
  /** What is asked of a replica: reads, and nothing that a write follows. */
  readonly names: readonly ReadOf<T>[];
  /** The same repository on the connections of a replica. */
  readonly of: (orm: ReturnType<typeof createOrm>) => T;
}

/** One repository on the primary and on every replica: the reads that are named go to whichever of them is right now. */
export function onReplicas<T extends object>(
  primary: T,
  replicas: Pick<ReadReplicas, 'all' | 'read'>,
  { names, of }: ReplicatedReads<T>,
): T {
  const copies = new Map(replicas.all.map((replica) => [replica.name, of(replica.orm)]));
  const copyOf = ({ name }: ReadReplica) => copies.get(name) ?? primary;
  return new Proxy(primary, {
    get: (_, name) => {
      const member: unknown = Reflect.get(primary, name, primary);
      if (typeof member !== 'function') return member;
      if (!names.includes(name as ReadOf<T>)) return member.bind(primary) as unknown;
      return (...parameters: unknown[]) => {
        const askedOf = (side: T) =>
          (Reflect.get(side, name, side) as Read).apply(side, parameters as never[]);
        return replicas.read(
          (replica) => askedOf(copyOf(replica)),
          () => askedOf(primary),
        );
      };
    },
  });
}
