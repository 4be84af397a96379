export interface EmbeddedPrimary {
  readonly port: number;
  /** Connection string of one database on this server, as its superuser. */
  readonly url: (database?: string) => string;
  readonly stop: () => Promise<void>;
}

export interface EmbeddedReplica {
  readonly port: number;
  /** Again, after `halt`. */
  readonly start: () => Promise<void>;
  /** Down; its files stay. */
  readonly halt: () => Promise<void>;
  /** Down, and its files are gone. */
  readonly stop: () => Promise<void>;
}

export function startPrimary(): Promise<EmbeddedPrimary>;
export function startReplica(primary: EmbeddedPrimary): Promise<EmbeddedReplica>;
