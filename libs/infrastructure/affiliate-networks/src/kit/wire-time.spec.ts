import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  parseEpochMilliseconds,
  parseEpochSeconds,
  parseInstant,
  parseUsTime,
  parseZonedTime,
} from './wire-time';

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';

describe('parseInstant', () => {
  it.each([
    ['2026-02-18T15:11:38-08:00', '2026-02-18T23:11:38.000Z'],
    ['2026-03-18T15:11:38-07:00', '2026-03-18T22:11:38.000Z'],
    ['2026-03-18T15:11:38Z', '2026-03-18T15:11:38.000Z'],
    ['2026-03-18 15:11:38.123+0530', '2026-03-18T09:41:38.123Z'],
    ['20260423T175704-0700', '2026-04-24T00:57:04.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseInstant(text).toISOString()).toBe(expected);
  });

  it.each([
    ['2026-03-18T15:11:38'],
    ['2026-02-30T00:00:00Z'],
    ['0000-00-00T00:00:00Z'],
    [''],
    ['yesterday Z'],
  ])('refuses %p without quoting it', (text) => {
    expect(() => parseInstant(text)).toThrow(RangeError);
    expect(() => parseInstant(text)).toThrow(/^is not a/);
  });
});

describe('parseZonedTime', () => {
  it.each([
    ['2026-01-15 12:00:00', BERLIN, '2026-01-15T11:00:00.000Z'],
    ['2026-07-15T12:00', BERLIN, '2026-07-15T10:00:00.000Z'],
    ['2026-07-15', BERLIN, '2026-07-14T22:00:00.000Z'],
    ['2026-07-15 12:00:01.005', BERLIN, '2026-07-15T10:00:01.005Z'],
    ['2026-07-15 12:00:59.999999', BERLIN, '2026-07-15T10:00:59.999Z'],
    ['2026-03-29 02:30:00', BERLIN, '2026-03-29T01:30:00.000Z'],
    ['2026-10-25 02:30:00', BERLIN, '2026-10-25T00:30:00.000Z'],
    ['2026-11-01 01:30:00', NEW_YORK, '2026-11-01T05:30:00.000Z'],
    ['2026-07-15 12:00:00+00:00', BERLIN, '2026-07-15T12:00:00.000Z'],
  ])('reads %s in %s', (text, zone, expected) => {
    expect(parseZonedTime(text, zone).toISOString()).toBe(expected);
  });

  it.each([
    ['0000-00-00 00:00:00'],
    ['2026-07-15 12'],
    ['2026-07-15 12:60'],
    ['0000-00-00'],
    ['2026-13-01'],
    ['2026-07-15 25:00:00'],
    ['15.07.2026'],
    [''],
  ])('refuses %p', (text) => {
    expect(() => parseZonedTime(text, BERLIN)).toThrow(RangeError);
  });
});

describe('parseInstant and the library', () => {
  it('agree at every moment of an hour, whatever the offset', () => {
    const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-01-08'), noInvalidDate: true });
    const offset = fc.constantFrom('Z', 'z', '+00:00', '-08:00', '+0530', '+05:45', '-03:30');
    const form = fc.record({
      moment,
      offset,
      length: fc.constantFrom(16, 19, 23),
      T: fc.constantFrom('T', ' '),
    });
    fc.assert(
      fc.property(form, ({ moment: at, offset: suffix, length, T }) => {
        const text = `${at.toISOString().slice(0, length).replace('T', T)}${suffix}`;
        expect(parseInstant(text).getTime()).toBe(Temporal.Instant.from(text).epochMilliseconds);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('parseZonedTime and the zone database', () => {
  it('agree in every hour, also where clocks change at half past', () => {
    const local = fc.date({ min: new Date('2025-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
    const zone = fc.constantFrom(BERLIN, NEW_YORK, 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC');
    fc.assert(
      fc.property(local, zone, (date, name) => {
        const text = date.toISOString().slice(0, 19);
        const expected = Temporal.PlainDateTime.from(text).toZonedDateTime(name).epochMilliseconds;
        expect(parseZonedTime(text, name).getTime()).toBe(expected);
      }),
      { numRuns: 500 },
    );
    const gap = Temporal.PlainDateTime.from('2026-10-04T02:10').toZonedDateTime('Australia/Lord_Howe');
    expect(parseZonedTime('2026-10-04 02:10', 'Australia/Lord_Howe').getTime()).toBe(gap.epochMilliseconds);
    const after = Temporal.PlainDateTime.from('2026-10-04T02:40').toZonedDateTime('Australia/Lord_Howe');
    expect(parseZonedTime('2026-10-04 02:40', 'Australia/Lord_Howe').getTime()).toBe(after.epochMilliseconds);
  });
});

describe('parseUsTime', () => {
  it.each([
    ['07/04/2026', '2026-07-04T04:00:00.000Z'],
    ['7/4/2026 13:05', '2026-07-04T17:05:00.000Z'],
    ['07/04/2026 01:05:09 PM', '2026-07-04T17:05:09.000Z'],
    ['07/04/2026 12:00 AM', '2026-07-04T04:00:00.000Z'],
    ['07/04/2026, 12:00pm', '2026-07-04T16:00:00.000Z'],
    ['03/08/2026 02:30:00', '2026-03-08T07:30:00.000Z'],
  ])('reads %s in New York', (text, expected) => {
    expect(parseUsTime(text, NEW_YORK).toISOString()).toBe(expected);
  });

  it.each([
    ['13/01/2026'],
    ['02/30/2026'],
    ['00/00/0000'],
    ['2026-07-04'],
    ['07/04/26'],
    ['07/04/2026 13:00 PM'],
  ])('refuses %p', (text) => {
    expect(() => parseUsTime(text, NEW_YORK)).toThrow(RangeError);
  });
});

describe('epochs', () => {
  it('tells seconds from milliseconds', () => {
    expect(parseEpochSeconds('1773489600').toISOString()).toBe('2026-03-14T12:00:00.000Z');
    expect(parseEpochMilliseconds(1773489600000).toISOString()).toBe('2026-03-14T12:00:00.000Z');
    expect(() => parseEpochSeconds(1773489600000)).toThrow('is not a plausible date');
    expect(() => parseEpochMilliseconds('1773489600')).toThrow('is not a plausible date');
  });

  it.each([[null], [''], ['12 March'], [Number.NaN], [{}], [0]])('refuses %p', (value) => {
    expect(() => parseEpochSeconds(value)).toThrow(RangeError);
  });
});
