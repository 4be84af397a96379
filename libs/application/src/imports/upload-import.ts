import type { IdentifierFactory, ImportKey, SalesImport } from '@tributary/ports';
import { UnreadableFile } from '@tributary/ports';
import { Refusal } from '../refusal';
import { guessOf, importDetail, type ImportDetail } from './import-detail';
import { HEAD_BYTES, ownerOf, sourceOf, type SourcePorts } from './import-source';

const MEGABYTE = 1024 * 1024;
/** 500,000 rows of a hundred letters. */
export const MOST_BYTES = 50 * MEGABYTE;
const MOST_DRAFTS = 10;
const REMEMBERED = 200;

export interface UploadedFile {
  readonly fileName: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** As the sender says; null when it does not. */
  readonly declaredSize: number | null;
  /** Name of the member who uploads it. */
  readonly by: string;
}

/** Takes a file for an account as a draft. Nothing is imported by it. */
export class UploadImport {
  constructor(private readonly ports: SourcePorts & { readonly identifiers: IdentifierFactory }) {}

  /** @throws {Refusal} `not-found`, `too-large`, `unreadable-file`, `not-possible-now` */
  async run(agencyId: string, accountId: string, file: UploadedFile): Promise<ImportDetail> {
    const { imports, files, reader, identifiers } = this.ports;
    const owner = await ownerOf(this.ports, agencyId, accountId);
    if ((file.declaredSize ?? 0) > MOST_BYTES) throw tooLarge();
    const known = await imports.listOf({ agencyId, accountId }, REMEMBERED);
    if (known.filter(({ state }) => state === 'draft').length >= MOST_DRAFTS) throw tooManyDrafts();
    const { head, all } = await withHead(limited(file.bytes));
    const start = readable(() => reader.start(head));
    if (start.rows.length === 0 && head.length < HEAD_BYTES) throw noRows();
    const key: ImportKey = { agencyId, accountId, importId: identifiers.id() };
    const written = await files.write({ ...key, network: owner.account.network }, all);
    const same = known.find((one) => one.hash === written.hash && one.state !== 'undone');
    if (same) {
      await imports.remove(key);
      return this.sameAgain({ ...key, importId: same.id }, same);
    }
    const { mapping } = guessOf(start, owner);
    const { encoding, delimiter, headers } = start;
    const form = { encoding, delimiter };
    await imports.add(key, {
      fileName: file.fileName,
      ...written,
      form,
      headers,
      mapping,
      createdBy: file.by,
    });
    return importDetail(this.ports, await sourceOf(this.ports, key));
  }

  /** A draft goes on where it was left; what was committed is not imported twice. */
  private async sameAgain(key: ImportKey, same: SalesImport): Promise<ImportDetail> {
    if (same.state === 'draft') return importDetail(this.ports, await sourceOf(this.ports, key));
    const day = (same.committedAt ?? same.createdAt).toISOString().slice(0, 10);
    throw new Refusal(
      'not-possible-now',
      `The very same file was imported on ${day} as ${same.fileName}. Nothing was changed. To import it anew, undo that import first.`,
    );
  }
}

async function* limited(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > MOST_BYTES) throw tooLarge();
    yield chunk;
  }
}

/** Reads as far as the head reaches; `all` gives that again and then the rest. */
async function withHead(bytes: AsyncGenerator<Uint8Array>) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size < HEAD_BYTES) {
    const next = await bytes.next();
    if (next.done) break;
    chunks.push(next.value);
    size += next.value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* chunks;
    yield* bytes;
  }
  return { head: joined(chunks, size).subarray(0, HEAD_BYTES), all: all() };
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** @throws {Refusal} `unreadable-file` */
export function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableFile)
      throw new Refusal('unreadable-file', `${error.message} Nothing was imported.`);
    throw error;
  }
}

function tooLarge(): Refusal {
  return new Refusal(
    'too-large',
    'The file is larger than 50 MB. Split it, for example by month, and import the parts one after the other. Nothing was imported.',
  );
}

function tooManyDrafts(): Refusal {
  const message = `${MOST_DRAFTS} files of this account wait to be imported. Import or delete one of them first.`;
  return new Refusal('not-possible-now', message);
}

function noRows(): Refusal {
  const message = 'There are no rows below the header. Choose the file with the sales. Nothing was imported.';
  return new Refusal('unreadable-file', message);
}
