/** How an agency reads figures. */
export interface FormatSettings {
  /** BCP 47. */
  readonly locale: string;
  /** IANA name. */
  readonly timeZone: string;
  /** ISO 4217, the reporting currency. */
  readonly currency: string;
}

export const DEFAULT_FORMAT_SETTINGS: FormatSettings = { locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' };
