import { type ImportFileKey, ImportFileRepository, type ImportKey } from '../../import-repository';

export class InMemoryImportFiles extends ImportFileRepository {
  private readonly files = new Map<string, readonly Uint8Array[]>();
  private readonly written = new Map<string, ImportFileKey>();
  private readonly drafts = new Set<string>();

  async write(
    key: ImportFileKey,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<{ readonly size: number; readonly hash: string }> {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for await (const piece of bytes) pieces.push(piece.slice());
    this.files.set(textOf(key), pieces);
    this.written.set(textOf(key), key);
    const whole = await new Blob(pieces).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return { size: whole.byteLength, hash };
  }

  async *read(key: ImportKey): AsyncIterable<Uint8Array> {
    for (const piece of this.files.get(textOf(key)) ?? []) yield await Promise.resolve(piece);
  }

  filesOf(agencyId: string): Promise<readonly ImportFileKey[]> {
    const drafts = [...this.written].filter(([key]) => this.drafts.has(key)).map(([, file]) => file);
    return Promise.resolve(drafts.filter((file) => file.agencyId === agencyId));
  }

  /** Somebody finished its upload. */
  keep(key: ImportKey): void {
    this.drafts.add(textOf(key));
  }

  drop(key: ImportKey): void {
    this.files.delete(textOf(key));
    this.written.delete(textOf(key));
  }
}

function textOf({ agencyId, accountId, importId }: ImportKey): string {
  return `${agencyId} ${accountId} ${importId}`;
}
