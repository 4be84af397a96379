import { AesGcmCredentialCipher } from '@tributary/credential-cipher';
import type { Installation } from '@tributary/e2e-installation';
import type { SealContext } from '@tributary/ports';
import { PostgresSealedValueRepository } from '@tributary/postgres';
import { zstdDecompressSync } from 'node:zlib';
import type { Place } from '../canaries/canary';

/** No key has it, so every sealed value is one of others. */
const NO_KEY = '00000000';

/** Everything that is sealed in the whole database, opened with the key of the installation, as text, one place per kind. */
export async function openedValues(installation: Installation): Promise<readonly Place[]> {
  const cipher = new AesGcmCredentialCipher([
    Buffer.from(installation.environment.ENCRYPTION_KEY ?? '', 'hex'),
  ]);
  const values = new PostgresSealedValueRepository(installation.database.orm);
  const agencies = await installation.rows<{ id: string }>('select id from agency');
  const texts: { readonly purpose: string; readonly text: string }[] = [];
  for (const { id } of agencies) {
    for await (const batch of values.sealedByOthers(id, NO_KEY)) {
      for (const { context, sealed } of batch) {
        texts.push({ purpose: context.purpose, text: textOf(context, cipher.open(sealed, context)) });
      }
    }
  }
  return [...Map.groupBy(texts, ({ purpose }) => purpose)].map(([purpose, found]) => ({
    name: `sealed ${purpose}`,
    text: found.map(({ text }) => text).join('\n'),
  }));
}

function textOf({ purpose }: SealContext, opened: Uint8Array): string {
  const bytes = Buffer.from(opened);
  if (purpose === 'raw-page') return zstdDecompressSync(bytes).toString();
  // Behind a line that says which piece of which file it is.
  if (purpose === 'import-file')
    return zstdDecompressSync(bytes.subarray(bytes.indexOf('\n') + 1)).toString();
  return bytes.toString();
}
