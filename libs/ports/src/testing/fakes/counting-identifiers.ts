import { IdentifierFactory } from '../../identifier-factory';

/** Counts instead of drawing lots: the same calls give the same identifiers in every run. */
export class CountingIdentifiers extends IdentifierFactory {
  /** What `fraction` gives. */
  nextFraction = 0;
  private ids = 0;
  private tokens = 0;

  id(): string {
    this.ids += 1;
    return `0198c0de-0000-7000-8000-${String(this.ids).padStart(12, '0')}`;
  }

  token(): string {
    this.tokens += 1;
    return `token-${this.tokens}`;
  }

  /** Not SHA-256, but as long, the same for the same text, and without the text in it. */
  fingerprint(text: string): string {
    return Array.from({ length: 8 }, (_, salt) => hash(`${salt} ${text}`)).join('');
  }

  fraction(): number {
    return this.nextFraction;
  }
}

/** FNV-1a, eight hexadecimal digits. */
function hash(text: string): string {
  let value = 2_166_136_261;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return value.toString(16).padStart(8, '0');
}
