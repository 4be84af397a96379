import type { InstantText } from './primitives';

/** `open` rows wait to be read; `dismissed` ones were seen by a person and left out on purpose. */
export type QuarantineState = 'open' | 'dismissed';

/** A row of the network that could not be read without guessing. What it tells of people is masked. */
export interface QuarantinedRowView {
  readonly id: string;
  /** Why, for a person; of the newest attempt to read it. */
  readonly reason: string;
  /** Path of the field the reason is about, with dots, in the network's own spelling; null when it names none. */
  readonly field: string | null;
  readonly firstSeenAt: InstantText;
  readonly dismissal: {
    readonly reason: string;
    readonly by: string;
    readonly at: InstantText;
  } | null;
  /** The row as the network sent it; null for members that may not manage connections, or when its seal does not open. */
  readonly raw: Readonly<Record<string, unknown>> | null;
}

/** Rows with the same reason. */
export interface QuarantineGroupView {
  readonly reason: string;
  readonly field: string | null;
  readonly open: number;
  readonly dismissed: number;
}

/** `GET /api/v1/network-accounts/:id/quarantine?state=&reason=&limit=&cursor=` */
export interface QuarantineView {
  /** Newest first. */
  readonly rows: readonly QuarantinedRowView[];
  /** Of the whole account, whatever the filter; most open rows first. */
  readonly groups: readonly QuarantineGroupView[];
  /** All rows of the account that wait. */
  readonly total: number;
  /** All rows of the account that were dismissed. */
  readonly dismissed: number;
  /** Pass as `cursor` for the next page; null on the last. */
  readonly nextCursor: string | null;
}

/**
 * `POST /api/v1/network-accounts/:id/quarantine/replay` takes a `QuarantineSelectionRequest` and answers 202 with it, as
 * does `POST /api/v1/network-accounts/:id/renormalise`. The run, of tier `replay` or `raw-pages`, tells what came of it.
 */
export interface SecondReadingView {
  /** False when the same is queued or running for this account already. */
  readonly isQueued: boolean;
}

/** Which rows: those named, or all of a state, or of it those with one reason. */
export interface QuarantineSelectionRequest {
  /** At most 500. */
  readonly ids?: readonly string[];
  /** Without `ids`: only rows with exactly this reason. */
  readonly ofReason?: string;
}

/** `POST /api/v1/network-accounts/:id/quarantine/dismiss` answers `QuarantineJudgedView`. */
export interface DismissQuarantineRequest extends QuarantineSelectionRequest {
  /** Why it is fine to leave them out, at most 300 characters. */
  readonly reason: string;
}

/** `POST /api/v1/network-accounts/:id/quarantine/restore` takes a `QuarantineSelectionRequest` and answers it, too. */
export interface QuarantineJudgedView {
  readonly rows: number;
}
