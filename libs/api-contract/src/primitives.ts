/**
 * An exact decimal number as text, for example `"-12.50"`. Never parsed into a float for sums.
 * @pattern ^-?\d+(\.\d+)?$
 */
export type DecimalText = string;
/**
 * ISO 8601 instant in UTC.
 * @format date-time
 */
export type InstantText = string;
/**
 * `YYYY-MM-DD`, a calendar day of the agency's zone.
 * @format date
 */
export type DayText = string;
/**
 * ISO 4217.
 * @pattern ^[A-Z]{3}$
 */
export type CurrencyCode = string;
export type NetworkCode = string;

/** The roles that a member of a customer's agency can have. */
export type AgencyRole = 'owner' | 'admin' | 'analyst' | 'viewer' | 'client';
export type Role = 'owner' | 'admin' | 'analyst' | 'viewer' | 'client' | 'platform-admin';
export type Permission =
  | 'read-figures'
  | 'read-sales'
  | 'export-sales'
  | 'read-connections'
  | 'manage-connections'
  | 'sync-now'
  | 'manage-agency'
  | 'manage-members'
  | 'manage-clients'
  | 'read-audit'
  | 'read-personal-data'
  | 'manage-personal-data'
  | 'manage-platform';
/** `index`: each figure as an index of the period before, and no amounts. */
export type FigureView = 'money' | 'index';
export type SaleStatus = 'pending' | 'completed' | 'refunded' | 'chargeback';
export type BookingClock = 'sale-date' | 'event-date';

/** RFC 9457, media type `application/problem+json`. */
export interface ProblemDetails {
  /** `urn:tributary:problem:<code>`; the part after the last colon is stable and may be switched on. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What happened and what to do, for a person. */
  readonly detail: string;
  readonly instance: string;
  /** Names each wrong field or query parameter. */
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  /** Quote it to support; it finds the log lines. */
  readonly traceId?: string;
}
