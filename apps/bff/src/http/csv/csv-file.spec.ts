import { csvFile, type CsvColumn } from './csv-file';

interface Row {
  readonly name: string | null;
  readonly amount: string;
}

const COLUMNS: readonly CsvColumn<Row>[] = [
  { header: 'Name', cell: ({ name }) => name },
  { header: 'Amount', cell: ({ amount }) => amount },
];

async function* pagesOf(...pages: readonly (readonly Row[])[]): AsyncGenerator<readonly Row[]> {
  for (const page of pages) yield await Promise.resolve(page);
}

const textOf = async (...pages: readonly (readonly Row[])[]) => {
  const file = await csvFile(pagesOf(...pages), COLUMNS, 'spec');
  return (await file.getStream().toArray()).join('');
};

describe('a CSV file', () => {
  it('begins with a byte order mark and the headers, and ends every line as the standard says', async () => {
    const pages = [[{ name: 'a', amount: '1' }], [{ name: null, amount: '2' }]];
    expect(await textOf(...pages)).toBe('\uFEFFName,Amount\r\na,1\r\n,2\r\n');
    expect(await textOf([])).toBe('\uFEFFName,Amount\r\n');
  });

  it('runs nothing, and leaves numbers numbers', async () => {
    const rows = ['=1+1', '@SUM(A1)', '+cmd', '＝1', '\t=1', 'a\r\n=1'].map((name) => ({
      name,
      amount: '-12.50',
    }));
    const lines = await textOf(rows);
    expect(lines).toContain(
      "'=1+1,-12.50\r\n'@SUM(A1),-12.50\r\n'+cmd,-12.50\r\n'＝1,-12.50\r\n\"'\t=1\",-12.50\r\n",
    );
    expect(lines).toContain('"a\r\n=1",-12.50\r\n');
  });

  it('has a name that ends no header and leaves no folder', async () => {
    const { disposition } = (await csvFile(pagesOf([]), COLUMNS, '../../a"\r\nx: y/Größe')).getHeaders();
    expect(disposition).toBe('attachment; filename="..-..-a-x-y-Gr__e.csv"');
  });

  it('fails as a whole when its first page does', async () => {
    const failing = (async function* (): AsyncGenerator<readonly Row[]> {
      await Promise.reject(new Error('lost'));
      yield [];
    })();
    await expect(csvFile(failing, COLUMNS, 'spec')).rejects.toThrow('lost');
  });

  it('breaks off, and does not end, when a later page fails', async () => {
    const failing = (async function* (): AsyncGenerator<readonly Row[]> {
      yield [{ name: 'a', amount: '1' }];
      await Promise.reject(new Error('lost'));
    })();
    const file = await csvFile(failing, COLUMNS, 'spec');
    await expect(file.getStream().toArray()).rejects.toThrow('lost');
  });

  it('asks for no page before the one before was taken', async () => {
    let asked = 0;
    const endless = (async function* (): AsyncGenerator<readonly Row[]> {
      for (;;) {
        asked += 1;
        yield await Promise.resolve([{ name: 'a', amount: '1' }]);
      }
    })();
    const stream = (await csvFile(endless, COLUMNS, 'spec')).getStream();
    await new Promise((resolve) => stream.once('data', resolve));
    stream.pause();
    await new Promise((resolve) => setTimeout(resolve, 50));
    stream.destroy();
    expect(asked).toBeLessThan(100);
  });
});
