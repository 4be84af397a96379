import type { MikroORM } from '@mikro-orm/postgresql';
import type { CredentialCipher, SealedValue } from '@tributary/ports';
import { compress, decompress } from '../sale/sealed-evidence';
import { PostgresSealedValueRepository } from '../sealed/sealed-value.repository';

/** No key has it, so nothing was sealed with it. */
const NO_KEY = '00000000';

interface Kept {
  readonly agencyId: string;
  readonly cipher: CredentialCipher;
  readonly text: (kept: string) => string;
}

const PLAIN = {
  read: (bytes: Uint8Array) => Promise.resolve(new TextDecoder().decode(bytes)),
  write: (text: string) => Promise.resolve(new TextEncoder().encode(text)),
};

/** How the bytes of what networks told become text, by what they were sealed as. */
const CODECS = {
  'raw-page': {
    read: async (bytes: Uint8Array) => new TextDecoder().decode(await decompress(bytes)),
    write: (text: string) => compress(text),
  },
  'quarantined-row': PLAIN,
  notification: PLAIN,
} as const;

/** Goes through every sealed answer of an agency, a batch at a time; a value that changed meanwhile is left to its writer. */
export async function cleanKept(orm: MikroORM, kept: Kept): Promise<number> {
  const values = new PostgresSealedValueRepository(orm);
  let changed = 0;
  for await (const batch of values.sealedByOthers(kept.agencyId, NO_KEY)) {
    const cleaned = (await Promise.all(batch.map((value) => cleanedValue(value, kept)))).flat();
    if (cleaned.length > 0) changed += await values.replace(kept.agencyId, cleaned);
  }
  return changed;
}

async function cleanedValue({ place, context, sealed }: SealedValue, { cipher, text }: Kept) {
  if (!(context.purpose in CODECS)) return [];
  const codec = CODECS[context.purpose as keyof typeof CODECS];
  const before = await codec.read(cipher.open(sealed, context));
  const after = text(before);
  if (after === before) return [];
  return [{ place, context, sealed, resealed: cipher.seal(await codec.write(after), context) }];
}
