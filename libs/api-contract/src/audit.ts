import type { InstantText } from './primitives';

export interface AuditActorView {
  readonly kind: 'member' | 'visitor' | 'operator' | 'system';
  readonly id: string | null;
  /** As it was then: a name and an e-mail, the command of an operator, a part of the product. */
  readonly label: string;
}

/** Values by field, of a closed list of fields for every kind of target. */
export type AuditFactsView = Readonly<Record<string, unknown>>;

export interface AuditEntryView {
  readonly id: string;
  readonly at: InstantText;
  readonly actor: AuditActorView;
  /** From where; null for what no request asked for. */
  readonly address: string | null;
  readonly userAgent: string | null;
  /** `noun.verb`, for example `member.invite`. */
  readonly action: string;
  readonly target: {
    readonly kind: string;
    readonly id: string | null;
    readonly label: string | null;
  } | null;
  readonly outcome: 'done' | 'refused';
  /** Why it was refused, or what failed after it was done. */
  readonly reason: string | null;
  /** Only the fields that changed. */
  readonly before: AuditFactsView | null;
  readonly after: AuditFactsView | null;
}

/**
 * `GET /api/v1/audit?limit=&cursor=&member=&group=&targetKind=&target=&from=&to=`
 * Repeatable: group, the noun of actions. Newest first. `GET /api/v1/audit/export` takes the same filters and answers CSV.
 */
export interface AuditPage {
  readonly items: readonly AuditEntryView[];
  /** Pass as `cursor` for the next page; null on the last. */
  readonly nextCursor: string | null;
}
