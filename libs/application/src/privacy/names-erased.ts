import type { ErasureRepository } from '@tributary/ports';
import { emailsIn } from './without-erased';

/** No e-mail is longer: so much of a piece is looked at again together with the next one. */
const OVERLAP = 512;

type Decode = (bytes: Uint8Array) => string;

/** As UTF-8, and letter by letter without the empty halves that UTF-16 has between the letters of an e-mail. */
function readings(): readonly Decode[] {
  const utf8 = new TextDecoder();
  const letters = new TextDecoder('latin1');
  return [
    (bytes) => utf8.decode(bytes, { stream: true }),
    (bytes) => letters.decode(bytes).replaceAll('\0', ''),
  ];
}

/** Whether a file, whatever its form and encoding, holds the e-mail of somebody that the agency erased. */
export async function namesErased(
  agencyId: string,
  file: AsyncIterable<Uint8Array>,
  erasures: Pick<ErasureRepository, 'erasedAmong'>,
): Promise<boolean> {
  const texts = readings().map((decode) => ({ decode, end: '' }));
  for await (const piece of file) {
    for (const text of texts) {
      const known = text.end + text.decode(piece);
      text.end = known.slice(-OVERLAP);
      if ((await erasures.erasedAmong(agencyId, () => emailsIn(known))).size > 0) return true;
    }
  }
  return false;
}
