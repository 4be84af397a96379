/** Who did something. `label` is kept as it was then: the member may be gone when somebody reads it. */
export interface AuditActor {
  readonly kind: 'member' | 'visitor' | 'operator' | 'system';
  /** The member's id; null for everybody else. */
  readonly id: string | null;
  /** A name and an e-mail for members, the typed e-mail for visitors, the command for operators. */
  readonly label: string;
}

/** From where: null for work that no request asked for. */
export interface AuditOrigin {
  readonly address: string | null;
  readonly userAgent: string | null;
}

export interface AuditTarget {
  /** `member`, `client`, `network-account`, `agency`, … */
  readonly kind: string;
  readonly id: string | null;
  readonly label: string | null;
}

/** What changed, by field. Never a secret, not even a sealed or hashed one. */
export type AuditFacts = Readonly<Record<string, unknown>>;

export interface AuditEntry {
  readonly agencyId: string;
  readonly actor: AuditActor;
  readonly origin: AuditOrigin | null;
  /** `noun.verb`, for example `member.invite`. */
  readonly action: string;
  readonly target: AuditTarget | null;
  readonly outcome: 'done' | 'refused';
  /** Why it was refused, or what failed after it was done: the code of a problem. */
  readonly reason?: string | null;
  readonly before: AuditFacts | null;
  readonly after: AuditFacts | null;
}

/** Appends only: what is written is never changed or removed, by no role of the product. */
export abstract class AuditTrail {
  /** The storage's clock says when. */
  abstract record(entry: AuditEntry): Promise<void>;
}

/** An entry as it was written. */
export interface RecordedAuditEntry extends AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly reason: string | null;
}

export interface AuditFilter {
  /** What this member did. */
  readonly memberId: string | null;
  /** The nouns of actions, for example `member`; none of them for every action. */
  readonly groups: readonly string[];
  readonly target: { readonly kind: string; readonly id: string | null } | null;
  readonly from: Date | null;
  /** Exclusive. */
  readonly until: Date | null;
}

export abstract class AuditReader {
  /** Newest first. `after` is the id of the last entry of the page before. */
  abstract list(
    agencyId: string,
    filter: AuditFilter,
    page: { readonly limit: number; readonly after: string | null },
  ): Promise<readonly RecordedAuditEntry[]>;
  /** How many match, counted no further than `most`. */
  abstract countUpTo(agencyId: string, filter: AuditFilter, most: number): Promise<number>;
}
