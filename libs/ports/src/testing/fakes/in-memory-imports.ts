import type { AccountKey } from '../../sale-repository';
import { ImportRepository, type ImportKey, type NewImport, type SalesImport } from '../../import-repository';
import type { InMemoryImportFiles } from './in-memory-import-files';
import type { InMemoryStorage } from './in-memory-storage';

export class InMemoryImportRepository extends ImportRepository {
  private readonly imports = new Map<string, SalesImport>();

  constructor(
    private readonly storage: InMemoryStorage,
    private readonly files: InMemoryImportFiles,
  ) {
    super();
  }

  add(key: ImportKey, added: NewImport): Promise<void> {
    this.imports.set(textOf(key), {
      ...added,
      id: key.importId,
      accountId: key.accountId,
      state: 'draft',
      preview: null,
      createdAt: this.storage.clock.now(),
      committedAt: null,
      runId: null,
      counts: null,
      undoneAt: null,
      undone: null,
    });
    this.files.keep(key);
    return Promise.resolve();
  }

  find(key: ImportKey): Promise<SalesImport | null> {
    return Promise.resolve(this.imports.get(textOf(key)) ?? null);
  }

  listOf(account: AccountKey, limit: number): Promise<readonly SalesImport[]> {
    const prefix = textOf({ ...account, importId: '' });
    const found = [...this.imports].filter(([key]) => key.startsWith(prefix)).map(([, one]) => one);
    return Promise.resolve(
      found.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime()).slice(0, limit),
    );
  }

  change(
    key: ImportKey,
    change: Pick<SalesImport, 'form' | 'headers' | 'mapping' | 'preview'>,
  ): Promise<void> {
    this.replace(key, 'draft', change);
    return Promise.resolve();
  }

  remove(key: ImportKey): Promise<void> {
    if (this.imports.get(textOf(key))?.state === 'draft') this.imports.delete(textOf(key));
    this.files.drop(key);
    return Promise.resolve();
  }

  /** @returns whether the import was in that state. */
  replace(key: ImportKey, state: SalesImport['state'], change: Partial<SalesImport>): boolean {
    const known = this.imports.get(textOf(key));
    if (known?.state !== state) return false;
    this.imports.set(textOf(key), { ...known, ...change });
    return true;
  }
}

function textOf({ agencyId, accountId, importId }: ImportKey): string {
  return `${agencyId} ${accountId} ${importId}`;
}
