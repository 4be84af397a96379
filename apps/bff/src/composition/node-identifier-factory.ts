import { IdentifierFactory } from '@tributary/ports';
import { createHash, randomBytes, randomUUID } from 'node:crypto';

export class NodeIdentifierFactory extends IdentifierFactory {
  id(): string {
    return randomUUID();
  }

  token(): string {
    return randomBytes(32).toString('base64url');
  }

  fingerprint(text: string): string {
    return createHash('sha256').update(text).digest('hex');
  }

  fraction(): number {
    return Math.random();
  }
}
