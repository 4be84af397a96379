/** Encodings that files are read in. */
export const FILE_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type FileEncoding = (typeof FILE_ENCODINGS)[number];

export const FILE_DELIMITERS = [',', ';', '\t', '|'] as const;
export type FileDelimiter = (typeof FILE_DELIMITERS)[number];

/** How the bytes of a file become cells. */
export interface FileForm {
  readonly encoding: FileEncoding;
  readonly delimiter: FileDelimiter;
}

export interface FileStart extends FileForm {
  /** The encoding is neither stated by the file nor proven by its bytes: a person should look at the letters. */
  readonly isEncodingGuessed: boolean;
  /** Of the first line; may be empty texts or repeat. */
  readonly headers: readonly string[];
  /** The rows after it, as far as the start of the file reaches. */
  readonly rows: readonly (readonly string[])[];
}

export interface FileRow {
  /** Line of the file in which the row starts; 1 is the header's. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Columns with bytes that are no letters in the file's encoding. */
  readonly unreadable: readonly number[];
}

/** No table can be got out of the file. The message is for the person who chose it and says what to do. */
export class UnreadableFile extends Error {
  constructor(
    message: string,
    /** Where the table breaks off; null when there is none at all. */
    readonly line: number | null = null,
  ) {
    super(message);
    this.name = 'UnreadableFile';
  }
}

/** Reads tables that people export from networks. */
export abstract class SalesFileReader {
  /**
   * What the first bytes tell. `form` says it where a person has corrected the guess.
   * @throws {UnreadableFile} for an empty file, a workbook, an archive, a PDF, a page of the web.
   */
  abstract start(head: Uint8Array, form?: FileForm): FileStart;
  /**
   * Header and rows, in order, holding little of the file at a time and letting others work in between.
   * @throws {UnreadableFile} where a quote never ends.
   */
  abstract rows(bytes: AsyncIterable<Uint8Array>, form: FileForm): AsyncIterable<FileRow>;
}
