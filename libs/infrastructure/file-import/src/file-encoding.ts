import { type FileEncoding, UnreadableFile } from '@tributary/ports';
import { analyse } from 'chardet';

const BYTE_ORDER_MARKS: readonly { readonly encoding: FileEncoding; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];
/** Western European text has one of these names; the first is the others' superset. */
const WESTERN: readonly string[] = ['windows-1252', 'ISO-8859-1'];
/** Percent. Below it the detector is only less unsure of one encoding than of the others. */
const LIKELY = 30;

export interface FoundEncoding {
  readonly encoding: FileEncoding;
  readonly isGuessed: boolean;
}

/**
 * By its byte order mark; without one UTF-8 where the bytes are valid as that, else what the letters look like.
 * @throws {UnreadableFile} when they look like an encoding that is not read, or like no text.
 */
export function encodingOf(head: Uint8Array): FoundEncoding {
  const marked = BYTE_ORDER_MARKS.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  if (marked) return { encoding: marked.encoding, isGuessed: false };
  if (head.includes(0)) {
    throw new UnreadableFile('This is not a text file. Export the report as CSV and choose that file.');
  }
  if (isUtf8(head)) return { encoding: 'utf-8', isGuessed: false };
  const matches = analyse(head);
  const best = matches[0];
  const isWestern = matches.some((match) => WESTERN.includes(match.name));
  if (!isWestern && best && best.confidence >= LIKELY) {
    throw new UnreadableFile(
      `The letters of this file look like ${best.name}, which is not read. Save it as CSV (UTF-8) and choose that file.`,
    );
  }
  return { encoding: 'windows-1252', isGuessed: true };
}

/** The head may end within a letter. */
function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
