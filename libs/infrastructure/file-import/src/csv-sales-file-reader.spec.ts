import { type FileForm, type FileRow, UnreadableFile } from '@tributary/ports';
import fc from 'fast-check';
import { CsvSalesFileReader } from './csv-sales-file-reader';

const UTF8: FileForm = { encoding: 'utf-8', delimiter: ',' };
const reader = new CsvSalesFileReader();
const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);

/** The bytes in pieces of `size`, so that letters, line ends and quotes are cut apart. */
async function* inPieces(whole: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < whole.length; start += size) {
    await Promise.resolve();
    yield whole.subarray(start, start + size);
  }
}

async function rowsOf(whole: Uint8Array, form = UTF8, size = 7): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  for await (const row of reader.rows(inPieces(whole, size), form)) rows.push(row);
  return rows;
}

const cellsOf = async (text: string) => (await rowsOf(bytes(text))).map((row) => row.cells);
const refusal = (head: Uint8Array) => {
  try {
    return reader.start(head);
  } catch (error) {
    return error instanceof UnreadableFile ? error.message : error;
  }
};

describe('the start of a file', () => {
  it.each([
    ['UTF-8', bytes('Order;Käufer\n1;Jörg'), 'utf-8', false],
    ['UTF-8 with a byte order mark', bytes('\uFEFFOrder;Käufer\n1;Jörg'), 'utf-8', false],
    ['UTF-16 little endian', bytes('\uFEFFOrder;Käufer\n1;Jörg', 'utf16le'), 'utf-16le', false],
    ['UTF-16 big endian', bytes('\uFEFFOrder;Käufer\n1;Jörg', 'utf16le').swap16(), 'utf-16be', false],
    [
      'Windows-1252',
      bytes('Order;Käufer;Größe\n1;Jörg Müller aus Köln, für schöne Grüße;groß\n', 'latin1'),
      'windows-1252',
      true,
    ],
  ])('knows %s', (_, head, encoding, isEncodingGuessed) => {
    const start = reader.start(head);
    expect(start).toMatchObject({ encoding, isEncodingGuessed, delimiter: ';' });
    expect(start.headers.slice(0, 2)).toEqual(['Order', 'Käufer']);
    expect(start.rows[0]?.[1]).toContain('Jörg');
  });

  it('reads it in the encoding somebody has chosen', () => {
    const head = bytes('Käufer\nJörg', 'latin1');
    expect(reader.start(head, { encoding: 'windows-1252', delimiter: ',' }).headers).toEqual(['Käufer']);
  });

  it('names the line when a quote breaks the very first row', () => {
    const text = 'Order ID;Formula\nA-1;=HYPERLINK("x")\nA-2;none\n';
    const start = () => reader.start(bytes(text));
    expect(start).toThrow(UnreadableFile);
    expect(start).toThrow('In line 2 a quotation mark stands in the middle of a cell.');
  });

  it('is not confused by an end within a letter or a quoted cell', () => {
    expect(reader.start(bytes('a,b\n1,ö').subarray(0, -1)).encoding).toBe('utf-8');
    expect(reader.start(bytes('a,b\n1,2\n3,"fo')).rows).toEqual([['1', '2']]);
  });

  it.each([
    ['a,b,c\n1,2,3', ','],
    ['a;b;c\n1;2,5;3', ';'],
    ['a\tb\tc\n1\t2\t3', '\t'],
    ['a|b\n1|2', '|'],
    ['"a;b",c\n1,2', ','],
    ['only one column\n1', ','],
  ])('finds the delimiter of %j', (text, delimiter) => {
    expect(reader.start(bytes(text)).delimiter).toBe(delimiter);
  });

  it.each([
    ['nothing', new Uint8Array(), /^The file is empty\./],
    ['blanks', bytes(' \r\n\n'), /^The file is empty\./],
    [
      'a workbook',
      bytes('PK\x03\x04....[Content_Types].xml....xl/workbook.xml', 'latin1'),
      /Excel file.*CSV \(UTF-8\)/,
    ],
    ['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), /Excel file/],
    [
      'a sheet of another office',
      bytes('PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet', 'latin1'),
      /spreadsheet/,
    ],
    ['an archive', bytes('PK\x03\x04sales.csv', 'latin1'), /ZIP archive.*Unpack/],
    ['a compressed file', Uint8Array.of(0x1f, 0x8b, 8), /compressed/],
    ['a PDF', bytes('%PDF-1.7'), /PDF/],
    ['a page of the web', bytes('\n<!DOCTYPE html><title>Sign in</title>'), /web page/],
    ['other bytes', Uint8Array.of(0x4f, 0, 1, 2, 3), /not a text file/],
    [
      'letters of another encoding',
      Buffer.from(
        new Uint8Array(
          'Статус;Сумма;Покупатель оплатил заказ полностью'.split('').map((letter) => {
            const code = letter.charCodeAt(0);
            return code >= 0x410 ? code - 0x410 + 0xc0 : code;
          }),
        ),
      ),
      /look like windows-1251.*UTF-8/,
    ],
  ])('refuses %s and says what to do', (_, head, words) => {
    expect(refusal(head)).toMatch(words);
  });
});

describe('the rows of a file', () => {
  it('tells in which line each row starts, whatever its line ends are', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const rows = await rowsOf(bytes(['a,b', '1,"two', 'lines"', '', '3,4', ',', '5,6', ''].join(end)));
      expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
        [1, 'a'],
        [2, '1'],
        [5, '3'],
        [7, '5'],
      ]);
    }
  });

  it('keeps quoted delimiters, quotes and line ends', async () => {
    expect(await cellsOf('a\n"x, ""y""\r\nz"')).toEqual([['a'], ['x, "y"\r\nz']]);
  });

  it('hands out ragged rows as they are', async () => {
    expect(await cellsOf('a,b\n1\n1,2,3')).toEqual([['a', 'b'], ['1'], ['1', '2', '3']]);
  });

  it('names the columns whose bytes are no letters', async () => {
    const rows = await rowsOf(Buffer.concat([bytes('a,b\n1,J'), Uint8Array.of(0xf6), bytes('rg\n2,\x07')]));
    expect(rows.map((row) => row.unreadable)).toEqual([[], [1], [1]]);
  });

  it.each([
    ['a,b\n1,"open\n2,3', /^In line \d a cell begins with a quotation mark that never ends/],
    ['a,b\n1,5" tube\n', /^In line 2 a quotation mark stands in the middle/],
  ])('breaks off at %j', async (text, words) => {
    await expect(rowsOf(bytes(text))).rejects.toThrow(words);
    await expect(rowsOf(bytes(text))).rejects.toBeInstanceOf(UnreadableFile);
  });

  it('passes a fault of the source on', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      throw new Error('the disk is gone');
    }
    const read = async () => {
      for await (const row of reader.rows(broken(), UTF8)) expect(row).toBeUndefined();
    };
    await expect(read()).rejects.toThrow('the disk is gone');
  });

  it('lets others work while it reads', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    const file = bytes(`a,b\n${'1234567890,abcdefghij\n'.repeat(100_000)}`);
    expect(await rowsOf(file, UTF8, file.length)).toHaveLength(100_001);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
  });

  it('reads any table back, in any encoding, however its bytes arrive', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ö', '"', ',', ';', '\n', '\r\n', ' ', '0', '=') });
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        ...([table, fc.constantFrom(',', ';', '\t', '|'), fc.integer({ min: 1, max: 50 })] as const),
        async (rows, delimiter, size) => {
          const text = rows.map((row) => ['x', ...row].map(quoted).join(delimiter)).join('\n');
          for (const [form, file] of [
            ['utf-8', bytes(text)],
            ['utf-16le', bytes(`\uFEFF${text}`, 'utf16le')],
            ['windows-1252', bytes(text, 'latin1')],
          ] as const) {
            const read = await rowsOf(file, { encoding: form, delimiter }, size);
            expect(read.map((row) => row.cells.slice(1))).toEqual(rows);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
