import type { Agency } from '@tributary/domain';
import type { Clock, SaleHistoryRepository } from '@tributary/ports';
import { Refusal } from '../refusal';

/** Says whether the figures of a past moment can be shown as they were shown then. */
export class CheckPastMoment {
  constructor(
    private readonly history: SaleHistoryRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @param at null for now.
   * @throws {Refusal} `invalid-input` for a moment to come, and for one before the agency's past was kept.
   */
  async run(agency: Agency, at: Date | null): Promise<Date | null> {
    if (at === null) return null;
    if (at > this.clock.now()) throw refusal('That moment has not come yet. Choose one up to now.');
    const since = await this.history.keptSince(agency.id);
    if (since === null || at < since) throw refusal(tooEarly(since, agency));
    return at;
  }
}

function tooEarly(since: Date | null, { locale, timeZone }: Agency): string {
  if (since === null) return 'Nothing is kept of that moment.';
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone });
  return `Figures are kept as they were shown since ${format.format(since)}. Choose a later moment.`;
}

function refusal(message: string): Refusal {
  return new Refusal('invalid-input', message, [{ field: 'asOf', message }]);
}
