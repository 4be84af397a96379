import fc from 'fast-check';
import { instantInZone } from './instant-in-zone';

describe('an instant in a zone', () => {
  it.each([
    ['2026-03-14T12:00:00Z', 'Europe/Berlin', '2026-03-14T13:00:00+01:00'],
    ['2026-07-14T12:00:00.250Z', 'Europe/Berlin', '2026-07-14T14:00:00.25+02:00'],
    ['2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T01:30:00Z', 'Europe/Berlin', '2026-10-25T02:30:00+01:00'],
    ['2026-03-14T23:00:00Z', 'Asia/Kolkata', '2026-03-15T04:30:00+05:30'],
    ['2026-03-14T12:00:00Z', 'UTC', '2026-03-14T12:00:00+00:00'],
  ])('%s in %s is %s', (at, zone, shown) => {
    expect(instantInZone(new Date(at), zone)).toBe(shown);
  });

  it('is the same instant when it is read again', () => {
    const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Pacific/Chatham', 'UTC');
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
        zone,
        (at, of) => {
          expect(new Date(instantInZone(at, of)).getTime()).toBe(at.getTime());
        },
      ),
    );
  });
});
