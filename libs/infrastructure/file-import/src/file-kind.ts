import { UnreadableFile } from '@tributary/ports';

const startsWith = (head: Uint8Array, bytes: readonly number[]) =>
  bytes.every((byte, index) => head[index] === byte);
const holds = (head: Uint8Array, text: string) => Buffer.from(head).includes(text, 0, 'latin1');

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];
const GZIP = [0x1f, 0x8b];
const EXCEL = 'This is an Excel file. Save it as CSV (UTF-8) and choose that file.';
const SHEET = 'This is a spreadsheet. Save it as CSV (UTF-8) and choose that file.';

/** What the first bytes give away, in the order in which it is looked for. */
const KINDS: readonly { readonly is: (head: Uint8Array) => boolean; readonly words: string }[] = [
  {
    is: (head) => startsWith(head, ZIP) && (holds(head, 'xl/') || holds(head, '[Content_Types]')),
    words: EXCEL,
  },
  { is: (head) => startsWith(head, ZIP) && holds(head, 'opendocument.spreadsheet'), words: SHEET },
  {
    is: (head) => startsWith(head, ZIP),
    words: 'This is a ZIP archive. Unpack it and choose the CSV file in it.',
  },
  { is: (head) => startsWith(head, OLD_OFFICE), words: EXCEL },
  {
    is: (head) => startsWith(head, GZIP),
    words: 'This file is compressed. Unpack it and choose the CSV file.',
  },
  {
    is: (head) => holds(head.subarray(0, 5), '%PDF-'),
    words: 'This is a PDF. Export the report as CSV and choose that file.',
  },
  {
    is: (head) => /^\s*<(!doctype|html|\?xml)/i.test(Buffer.from(head.subarray(0, 512)).toString('latin1')),
    words:
      'This is a web page, not a table: the network may have signed you out. Export the report again as CSV.',
  },
];

/** @throws {UnreadableFile} when the bytes are those of something else than a table in plain text. */
export function refuseOtherKinds(head: Uint8Array): void {
  const kind = KINDS.find((one) => one.is(head));
  if (kind) throw new UnreadableFile(kind.words);
}
