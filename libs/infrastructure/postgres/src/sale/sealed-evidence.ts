import type { AccountSealContext, SalePage } from '@tributary/ports';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';

export const compress = promisify(zstdCompress);
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
