import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EcbHistoryFile } from './ecb-history-file';

describe('EcbHistoryFile', () => {
  it('holds the published rates of every working day since 2015', async () => {
    const rates = await new EcbHistoryFile().readAll();
    const on = (day: string) =>
      new Map(rates.filter((one) => one.day === day).map((one) => [one.currency, one.perEuro]));
    expect(Object.fromEntries(on('2015-01-02'))).toMatchObject({
      USD: '1.2043',
      JPY: '145.21',
      GBP: '0.78',
      RUB: '70.461',
    });
    expect(Object.fromEntries(on('2026-04-13'))).toMatchObject({ USD: '1.1684', BRL: '5.874' });
    expect([...on('2026-04-13').keys()]).not.toContain('RUB');
    expect(new Set(rates.map((one) => one.day)).size).toBeGreaterThan(2_880);
  });

  describe('with another file', () => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'rates-'));
    });
    afterEach(() => rm(folder, { recursive: true }));

    it.each([
      ['a web page', '<html>', /header/],
      ['a header alone', 'Date,USD', /header/],
      ['a line that is cut off', 'Date,USD,JPY\n2026-03-13,1.09', /do not fit/],
      ['a rate of zero', 'Date,USD\n2026-03-13,0.0', /USD on 2026-03-13/],
      ['a day that is none', 'Date,USD\n13.03.2026,1.09', /day|2026/i],
    ])('refuses %s', async (_, text, words) => {
      const file = join(folder, 'history.csv');
      await writeFile(file, text);
      await expect(new EcbHistoryFile(pathToFileURL(file)).readAll()).rejects.toThrow(words);
    });
  });
});
