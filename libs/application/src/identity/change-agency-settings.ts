import { currency, timeZone, type Agency, type Currency } from '@tributary/domain';
import type { AgencyRepository, AgencySettings, ExchangeRateRepository } from '@tributary/ports';
import { Refusal } from '../refusal';

/** As typed; what is left out stays. */
export interface AgencySettingsChange {
  readonly name?: string;
  readonly reportingCurrency?: string;
  readonly timeZone?: string;
}

/** Renames the agency, shows its figures in another currency, or cuts its days in another zone. */
export class ChangeAgencySettings {
  constructor(
    private readonly agencies: AgencyRepository,
    private readonly rates: ExchangeRateRepository,
  ) {}

  /** @throws {Refusal} `invalid-input`, naming the field. */
  async run(agency: Agency, change: AgencySettingsChange): Promise<Agency> {
    const settings: AgencySettings = {
      name: change.name === undefined ? agency.name : nameOf(change.name),
      timeZone: change.timeZone === undefined ? agency.timeZone : zoneOf(change.timeZone),
      reportingCurrency:
        change.reportingCurrency === undefined
          ? agency.reportingCurrency
          : await this.currencyOf(change.reportingCurrency),
    };
    await this.agencies.changeSettings(agency.id, settings);
    return { ...agency, ...settings };
  }

  /** Without a published rate every figure would turn into "not converted". */
  private async currencyOf(code: string): Promise<Currency> {
    const wanted = currency(code);
    const newest = await this.rates.latestDay();
    if (wanted === 'EUR') return wanted;
    const rate = newest === null ? null : await this.rates.rateOn(wanted, newest);
    if (rate) return wanted;
    throw refused(
      'reportingCurrency',
      `No exchange rate is published for ${wanted}. Choose another currency.`,
    );
  }
}

function nameOf(typed: string): string {
  const name = typed.trim();
  if (name === '') throw refused('name', 'Give the agency a name.');
  return name;
}

function zoneOf(typed: string): string {
  try {
    return timeZone(typed);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw refused('timeZone', `“${typed}” is not a time zone. Choose one like Europe/Berlin.`);
  }
}

function refused(field: keyof AgencySettingsChange, message: string): Refusal {
  return new Refusal('invalid-input', message, [{ field, message }]);
}
