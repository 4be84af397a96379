import { parseReferenceRates } from './parse-reference-rates';

const envelope = (inside: string) => `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<gesmes:Sender>
		<gesmes:name>European Central Bank</gesmes:name>
	</gesmes:Sender>
	<Cube>${inside}</Cube>
</gesmes:Envelope>`;

describe('parseReferenceRates', () => {
  it('reads every rate of every day exactly as written', () => {
    const xml = envelope(`
      <Cube time="2026-03-13"><Cube currency="USD" rate="1.0850"/><Cube currency="JPY" rate="161.23"/></Cube>
      <Cube time='2026-03-12'><Cube currency='IDR' rate='17654.12' /></Cube>`);
    expect(parseReferenceRates(xml)).toEqual([
      { day: '2026-03-13', currency: 'USD', perEuro: '1.0850' },
      { day: '2026-03-13', currency: 'JPY', perEuro: '161.23' },
      { day: '2026-03-12', currency: 'IDR', perEuro: '17654.12' },
    ]);
  });

  it.each([
    ['an HTML page', '<!DOCTYPE html><html><body>Maintenance</body></html>'],
    ['nothing', ''],
    ['an envelope without rates', envelope('')],
    [
      'an envelope that ends early',
      envelope('<Cube time="2026-03-13"><Cube currency="USD" rate="1.0"/></Cube>').slice(0, -20),
    ],
    ['an unknown element', envelope('<Cube time="2026-03-13"><Rate currency="USD" rate="1.0"/></Cube>')],
    [
      'attributes in another order',
      envelope('<Cube time="2026-03-13"><Cube rate="1.0" currency="USD"/></Cube>'),
    ],
    ['a rate without a day', envelope('<Cube currency="USD" rate="1.0"/>')],
    [
      'a rate after its day was closed',
      envelope('<Cube time="2026-03-13"></Cube><Cube currency="USD" rate="1.0"/>'),
    ],
    [
      'a day that does not exist',
      envelope('<Cube time="2026-02-30"><Cube currency="USD" rate="1.0"/></Cube>'),
    ],
    [
      'a rate that is no number',
      envelope('<Cube time="2026-03-13"><Cube currency="USD" rate="N/A"/></Cube>'),
    ],
    ['a rate of zero', envelope('<Cube time="2026-03-13"><Cube currency="USD" rate="0.0000"/></Cube>')],
    ['a negative rate', envelope('<Cube time="2026-03-13"><Cube currency="USD" rate="-1.1"/></Cube>')],
    ['no currency', envelope('<Cube time="2026-03-13"><Cube currency="US" rate="1.1"/></Cube>')],
  ])('refuses %s', (_, text) => {
    expect(() => parseReferenceRates(text)).toThrow();
  });
});
