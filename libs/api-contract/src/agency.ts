import type { CurrencyCode } from './primitives';

/** `PATCH /api/v1/agency` answers `AgencyView`. What is left out stays. */
export interface ChangeAgencyRequest {
  readonly name?: string;
  /** All figures are shown in it from then on, also those of the past. */
  readonly reportingCurrency?: CurrencyCode;
  /** IANA name. All days are cut anew in it, also those of the past. */
  readonly timeZone?: string;
}

export interface AgencyView {
  readonly id: string;
  readonly name: string;
  readonly reportingCurrency: CurrencyCode;
  readonly timeZone: string;
  /** BCP 47. */
  readonly locale: string;
}
