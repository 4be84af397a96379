import type { AccountSealContext, SalePage } from '@tributary/ports';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress, zstdCompressSync, zstdDecompress } from 'node:zlib';

const compressBeside = promisify(zstdCompress);
/** In bytes: what takes a tenth of a millisecond is sooner done than handed to another thread and fetched back. */
const SMALL = 65_536;

export async function compress(bytes: Uint8Array | string): Promise<Buffer> {
  return bytes.length < SMALL ? zstdCompressSync(bytes) : compressBeside(bytes);
}

export const decompress = promisify(zstdDecompress);

/** Names what is kept by its content. */
export const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export function sealContext(
  { account }: Pick<SalePage, 'account'>,
  purpose: AccountSealContext['purpose'],
): AccountSealContext {
  const { agencyId, accountId, network } = account;
  return { agencyId, accountId, network, purpose };
}
