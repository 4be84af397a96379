import type { Currency } from '../money/currency';

export const AGENCY_KINDS = ['customer', 'platform'] as const;
/** `platform` is the one reserved agency that the operator's people are members of: it has no accounts and no figures. */
export type AgencyKind = (typeof AGENCY_KINDS)[number];

/** The id of the platform's own agency, the same on every installation. */
export const PLATFORM_AGENCY_ID = '00000000-0000-4000-8000-000000000001';

/** A customer of Tributary: owns its accounts, its members and every figure. */
export interface Agency {
  readonly id: string;
  readonly name: string;
  readonly reportingCurrency: Currency;
  /** IANA name; the agency's calendar days are days of this zone. */
  readonly timeZone: string;
  /** BCP 47 tag for money and dates. */
  readonly locale: string;
  readonly kind: AgencyKind;
  /** Since when the operator keeps its members out and its accounts unread; null for an agency at work. */
  readonly suspendedAt: Date | null;
}
