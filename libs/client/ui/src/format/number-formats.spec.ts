import { NumberFormats } from './number-formats';

const euro = new NumberFormats({ locale: 'en-GB', timeZone: 'Europe/Amsterdam', currency: 'EUR' });
const german = new NumberFormats({ locale: 'de-DE', timeZone: 'Europe/Berlin', currency: 'EUR' });

describe('NumberFormats', () => {
  it.each([
    ['63892.06', undefined, '€63,892.06'],
    ['-542.1', undefined, '\u2212€542.10'],
    ['0', undefined, '€0.00'],
    ['1234.5', 'JPY', 'JP¥1,235'],
    ['1.5', 'KWD', 'KWD\u00a01.500'],
    ['12.3456', 'USD', '$12.35'],
  ])('writes %s %s as %s', (amount, currency, text) => {
    expect(euro.money(amount, currency)).toBe(text);
  });

  it('keeps digits a float would lose', () => {
    expect(euro.money('9007199254740993.01')).toBe('€9,007,199,254,740,993.01');
  });

  it.each(['', '1e3', '1,5', 'NaN', '--1'])('refuses %p, which is no decimal number', (amount) => {
    expect(() => euro.money(amount)).toThrow(RangeError);
  });

  it('shortens for axes', () => {
    expect(euro.compactMoney('2000')).toBe('€2k');
    expect(euro.compactMoney('63100')).toBe('€63.1k');
    expect(euro.compactMoney('-1500000')).toBe('\u2212€1.5m');
  });

  it('parts a figure where the decimals begin', () => {
    expect(euro.moneyParts('63892.06')).toEqual({ whole: '€63,892', decimals: '.06' });
    expect(euro.moneyParts('63892', 'JPY')).toEqual({ whole: 'JP¥63,892', decimals: '' });
    expect(german.moneyParts('63892.06')).toEqual({ whole: '63.892', decimals: ',06\u00a0€' });
  });

  it('writes rates, and their changes with a sign', () => {
    expect(euro.percent('0.06')).toBe('6.0%');
    expect(euro.percent('0.0072', 2)).toBe('0.72%');
    expect(euro.signedPercent('0.134')).toBe('+13.4%');
    expect(euro.signedPercent('-0.191')).toBe('\u221219.1%');
    expect(euro.signedPercent('0')).toBe('0.0%');
    expect(euro.percentagePoints('0.003')).toBe('+0.3 pp');
    expect(german.percentagePoints('-0.003')).toBe('\u22120,3 pp');
  });

  it('sees no direction in what rounds to nothing', () => {
    expect(euro.shownDirection('0.0004')).toBe(0);
    expect(euro.shownDirection('-0.0004')).toBe(0);
    expect(euro.shownDirection('0.1')).toBe(1);
    expect(euro.shownDirection('-0.1')).toBe(-1);
  });

  it('keeps dollars apart where the locale has its own', () => {
    const canadian = new NumberFormats({ locale: 'en-CA', timeZone: 'America/Toronto', currency: 'CAD' });
    expect([canadian.money('1'), canadian.money('1', 'USD')]).toEqual(['$1.00', 'US$1.00']);
    expect([euro.money('1', 'CAD'), euro.money('1', 'USD')]).toEqual(['CA$1.00', '$1.00']);
  });

  it('groups counts', () => {
    expect(euro.count(1388)).toBe('1,388');
    expect(german.count('5214')).toBe('5.214');
  });
});
