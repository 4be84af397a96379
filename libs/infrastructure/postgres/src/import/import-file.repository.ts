import type { MikroORM } from '@mikro-orm/postgresql';
import {
  type AccountSealContext,
  type CredentialCipher,
  CiphertextUnreadable,
  type ImportFileKey,
  ImportFileRepository,
  type ImportKey,
} from '@tributary/ports';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { Statement } from '../statement';
import { inAgency } from '../tenancy';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

const PIECE = 1024 * 1024;

const ADD = new Statement<object>(`
  insert into sales_import_piece (agency_id, account_id, import_id, number, content) values ($1, $2, $3, $4, $5)`);
const READ = new Statement<{ content: Buffer }>(`
  select content from sales_import_piece
  where agency_id = $1 and account_id = $2 and import_id = $3 and number = $4`);
const DROP = new Statement<object>(`
  delete from sales_import_piece where agency_id = $1 and account_id = $2 and import_id = $3`);
/** What a process left behind that ended in the middle of an upload. */
const DROP_ABANDONED = new Statement<object>(`
  delete from sales_import_piece p
  where p.agency_id = $1 and p.created_at < now() - interval '1 day'
    and not exists (select 1 from sales_import i where i.agency_id = $1 and i.id = p.import_id)`);

const FILES = new Statement<Omit<ImportFileKey, 'agencyId'>>(`
  select distinct p.import_id as "importId", p.account_id as "accountId", a.network
  from sales_import_piece p
  join network_account a on a.agency_id = $1 and a.id = p.account_id
  left join sales_import i on i.agency_id = $1 and i.id = p.import_id
  where p.agency_id = $1 and (i.state = 'draft' or (i.id is null and p.created_at < now() - interval '1 day'))`);

const parametersOf = ({ agencyId, accountId, importId }: ImportKey) => [agencyId, accountId, importId];

export class PostgresImportFileRepository extends ImportFileRepository {
  constructor(
    private readonly orm: MikroORM,
    private readonly cipher: CredentialCipher,
  ) {
    super();
  }

  async write(
    key: ImportFileKey,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<{ readonly size: number; readonly hash: string }> {
    await inAgency(this.orm, key.agencyId, (em) => DROP_ABANDONED.run(em, [key.agencyId]));
    const hash = createHash('sha256');
    let size = 0;
    let number = 0;
    try {
      for await (const piece of piecesOf(bytes)) {
        hash.update(piece);
        size += piece.length;
        await this.add(key, number, piece);
        number += 1;
      }
    } catch (error) {
      await inAgency(this.orm, key.agencyId, (em) => DROP.run(em, parametersOf(key)));
      throw error;
    }
    return { size, hash: hash.digest('hex') };
  }

  async *read(key: ImportFileKey): AsyncIterable<Uint8Array> {
    for (let number = 0; ; number += 1) {
      const row = await inAgency(this.orm, key.agencyId, (em) =>
        READ.first(em, [...parametersOf(key), number]),
      );
      if (!row) return;
      const opened = this.cipher.open(row.content, contextOf(key));
      const label = labelOf(key, number);
      // Bound to its place as well: pieces that changed places would open and be another file.
      if (!label.equals(opened.subarray(0, label.length))) throw new CiphertextUnreadable();
      yield await decompress(opened.subarray(label.length));
    }
  }

  async filesOf(agencyId: string): Promise<readonly ImportFileKey[]> {
    const files = await inAgency(this.orm, agencyId, (em) => FILES.run(em, [agencyId]));
    return files.map((file) => ({ agencyId, ...file }));
  }

  private async add(key: ImportFileKey, ...[number, piece]: readonly [number, Uint8Array]): Promise<void> {
    const plain = Buffer.concat([labelOf(key, number), await compress(piece)]);
    const sealed = Buffer.from(this.cipher.seal(plain, contextOf(key)));
    await inAgency(this.orm, key.agencyId, (em) => ADD.run(em, [...parametersOf(key), number, sealed]));
  }
}

function contextOf({ agencyId, accountId, network }: ImportFileKey): AccountSealContext {
  return { agencyId, accountId, network, purpose: 'import-file' };
}

function labelOf({ importId }: ImportKey, number: number): Buffer {
  return Buffer.from(`${importId} ${number}\n`);
}

async function* piecesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    held.push(chunk);
    size += chunk.length;
    if (size < PIECE) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held);
}
