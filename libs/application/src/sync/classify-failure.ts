import { retryDelay, type NetworkAccount, type SyncErrorKind } from '@tributary/domain';
import { CiphertextUnreadable, NetworkError, RateLimited } from '@tributary/ports';

export interface Failure {
  readonly kind: SyncErrorKind;
  readonly message: string;
  readonly retryAt: Date | null;
}

/** What ended a run, in words for a person, and when it is tried again; null keeps the hour the account has. */
export function classifyFailure(error: unknown, account: NetworkAccount, now: Date): Failure {
  const attempts = (account.lastFailure?.attempts ?? 0) + 1;
  if (error instanceof RateLimited) {
    return { kind: error.kind, message: error.message, retryAt: error.retryAt };
  }
  if (error instanceof NetworkError) {
    const retryAt = new Date(now.getTime() + retryDelay(error.kind, attempts));
    return { kind: error.kind, message: error.message, retryAt };
  }
  if (error instanceof CiphertextUnreadable) {
    const message = 'The stored key cannot be opened any more. Enter it again under Replace key.';
    return { kind: 'credentials-unreadable', message, retryAt: null };
  }
  const message = 'Tributary could not finish this run. It is tried again; nothing is lost.';
  return { kind: 'internal', message, retryAt: null };
}
