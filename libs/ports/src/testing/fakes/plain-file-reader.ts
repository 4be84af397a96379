import {
  type FileForm,
  type FileRow,
  type FileStart,
  SalesFileReader,
  UnreadableFile,
} from '../../sales-file-reader';

/** Reads tables without quotes: one row a line, in UTF-8. */
export class PlainFileReader extends SalesFileReader {
  start(head: Uint8Array, form?: FileForm): FileStart {
    const text = new TextDecoder().decode(head);
    if (text.trim() === '') throw new UnreadableFile('The file is empty.');
    const delimiter = form?.delimiter ?? (text.includes(';') ? ';' : ',');
    const [headers = [], ...rows] = linesOf(text).map((line) => line.split(delimiter));
    return { encoding: form?.encoding ?? 'utf-8', isEncodingGuessed: false, delimiter, headers, rows };
  }

  async *rows(bytes: AsyncIterable<Uint8Array>, { delimiter }: FileForm): AsyncIterable<FileRow> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const piece of bytes) text += decoder.decode(piece, { stream: true });
    for (const [index, line] of linesOf(text + decoder.decode()).entries()) {
      if (line === 'broken') throw new UnreadableFile(`Line ${index + 1} never ends.`, index + 1);
      const cells = line.split(delimiter);
      const unreadable = cells.flatMap((cell, column) => (cell.includes('\uFFFD') ? [column] : []));
      yield { line: index + 1, cells, unreadable };
    }
  }
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
