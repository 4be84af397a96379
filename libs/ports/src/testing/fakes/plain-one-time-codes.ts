import { OneTimeCodes } from '../../second-factor';

const STEP_MS = 30_000;
const SIX_DIGITS = 1_000_000;

/** Codes that anybody can tell: the secret's first byte and the time step. */
export class PlainOneTimeCodes extends OneTimeCodes {
  private made = 0;

  newSecret(): Uint8Array {
    this.made += 1;
    return Uint8Array.of(this.made);
  }

  present(secret: Uint8Array): { readonly key: string; readonly uri: string } {
    const key = `KEY${String(secret[0])}`;
    return { key, uri: `otpauth://totp/${key}` };
  }

  /** The code of the app that has this secret. */
  codeAt(secret: Uint8Array, now: Date): string {
    return codeOf(secret, stepAt(now));
  }

  stepOf(secret: Uint8Array, code: string, now: Date): number | null {
    const step = stepAt(now);
    return [step, step - 1, step + 1].find((near) => codeOf(secret, near) === code) ?? null;
  }

  newRecoveryCode(): string {
    this.made += 1;
    return `recovery-code-${this.made}`;
  }
}

function stepAt(now: Date): number {
  return Math.floor(now.getTime() / STEP_MS);
}

function codeOf(secret: Uint8Array, step: number): string {
  return String(((secret[0] ?? 0) * 7_919 + step) % SIX_DIGITS).padStart(6, '0');
}
