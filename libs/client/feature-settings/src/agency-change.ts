import type { AgencyView, ChangeAgencyRequest, CurrencyCode } from '@tributary/api-contract';

type Settings = Pick<AgencyView, 'name' | 'reportingCurrency' | 'timeZone'>;

/** Only what differs is sent, so that two admins do not undo each other. */
export function changeOf(agency: AgencyView, settings: Settings): ChangeAgencyRequest {
  const name = settings.name.trim();
  return {
    ...(name !== agency.name && { name }),
    ...(settings.reportingCurrency !== agency.reportingCurrency && {
      reportingCurrency: settings.reportingCurrency,
    }),
    ...(settings.timeZone !== agency.timeZone && { timeZone: settings.timeZone }),
  };
}

/** What a change does to the figures, told before it is saved. */
export function consequencesOf(change: ChangeAgencyRequest): readonly string[] {
  const { reportingCurrency, timeZone } = change;
  return [
    ...(reportingCurrency === undefined
      ? []
      : [
          `All figures, also of the past, will be shown in ${reportingCurrency}, each sale at the rate of its day.`,
        ]),
    ...(timeZone === undefined
      ? []
      : [
          `All days, also of the past, will be cut anew at midnight in ${timeZone.replaceAll('_', ' ')}. Totals of a day or month move; the sum over all time does not.`,
        ]),
  ];
}

export interface CurrencyChoice {
  readonly code: CurrencyCode;
  readonly name: string;
}

/** By code, each once, named in the agency's language. */
export function currencyChoices(codes: readonly CurrencyCode[], locale: string): readonly CurrencyChoice[] {
  const names = new Intl.DisplayNames([locale], { type: 'currency' });
  return [...new Set([...codes, 'EUR'])]
    .sort((one, other) => one.localeCompare(other))
    .map((code) => ({ code, name: names.of(code) ?? code }));
}

export function zoneChoices(): readonly string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}
