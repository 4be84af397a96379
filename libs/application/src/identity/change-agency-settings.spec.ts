import { calendarDay, currency } from '@tributary/domain';
import { InMemoryAgencyRepository, InMemoryExchangeRateRepository } from '@tributary/ports/testing';
import { AGENCY } from '../testing/office';
import { ChangeAgencySettings } from './change-agency-settings';

let agencies: InMemoryAgencyRepository;
let change: ChangeAgencySettings;

beforeEach(async () => {
  agencies = new InMemoryAgencyRepository();
  await agencies.add(AGENCY);
  const rates = new InMemoryExchangeRateRepository();
  const usd = { day: calendarDay('2026-03-13'), currency: currency('USD'), perEuro: '1.08' };
  const old = { day: calendarDay('2015-01-02'), currency: currency('RUB'), perEuro: '70.461' };
  await rates.save([old, usd], 'European Central Bank');
  change = new ChangeAgencySettings(agencies, rates);
});

describe('ChangeAgencySettings', () => {
  it('changes what was asked and keeps the rest', async () => {
    const changed = await change.run(AGENCY, { name: ' North ', timeZone: 'America/New_York' });
    expect(changed).toEqual({ ...AGENCY, name: 'North', timeZone: 'America/New_York' });
    expect(await agencies.find(AGENCY.id)).toEqual(changed);
    expect(await change.run(changed, { reportingCurrency: 'USD' })).toMatchObject({
      name: 'North',
      reportingCurrency: 'USD',
    });
    expect(await change.run(changed, { reportingCurrency: 'EUR' })).toMatchObject({
      reportingCurrency: 'EUR',
    });
  });

  it.each([
    ['an empty name', { name: '  ' }, 'name'],
    ['a zone that does not exist', { timeZone: 'Europe/Nowhere' }, 'timeZone'],
    ['an offset, which knows no summer time', { timeZone: '+02:00' }, 'timeZone'],
    ['a currency nobody publishes', { reportingCurrency: 'XAU' }, 'reportingCurrency'],
    ['a currency that is not published any more', { reportingCurrency: 'RUB' }, 'reportingCurrency'],
  ])('refuses %s and changes nothing', async (_, wrong, field) => {
    const refused = change.run(AGENCY, { name: 'Other', ...wrong });
    await expect(refused).rejects.toMatchObject({ code: 'invalid-input', fields: [{ field }] });
    expect(await agencies.find(AGENCY.id)).toEqual(AGENCY);
  });
});
