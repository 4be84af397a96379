import type { AgencyView } from '@tributary/api-contract';
import { changeOf, consequencesOf, currencyChoices, zoneChoices } from './agency-change';

const AGENCY: AgencyView = {
  id: 'a',
  name: 'Northbank',
  reportingCurrency: 'EUR',
  timeZone: 'Europe/Berlin',
  locale: 'en-GB',
};

describe('a change of the settings', () => {
  it('sends only what differs', () => {
    expect(changeOf(AGENCY, { ...AGENCY, name: ' Northbank ' })).toEqual({});
    expect(changeOf(AGENCY, { ...AGENCY, name: 'North', timeZone: 'UTC' })).toEqual({
      name: 'North',
      timeZone: 'UTC',
    });
  });

  it('says what happens to the figures, and nothing for a new name', () => {
    expect(consequencesOf({ name: 'North' })).toEqual([]);
    const [currency, zone] = consequencesOf({ reportingCurrency: 'USD', timeZone: 'America/New_York' });
    expect(currency).toContain('shown in USD');
    expect(zone).toContain('midnight in America/New York');
  });

  it('offers each currency once, the euro always', () => {
    expect(currencyChoices(['USD', 'BRL', 'USD'], 'en-GB')).toEqual([
      { code: 'BRL', name: 'Brazilian Real' },
      { code: 'EUR', name: 'Euro' },
      { code: 'USD', name: 'US Dollar' },
    ]);
  });

  it('offers the zones of the browser and UTC once', () => {
    const zones = zoneChoices();
    expect(zones).toContain('America/Sao_Paulo');
    expect(zones.filter((zone) => zone === 'UTC')).toHaveLength(1);
  });
});
