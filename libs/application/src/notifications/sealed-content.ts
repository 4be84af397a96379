import type { SyncWindow } from '@tributary/domain';
import type {
  AccountKey,
  CredentialCipher,
  RawRow,
  ReadNotification,
  AccountSealContext,
} from '@tributary/ports';

/** What is kept of a notification until it is applied. */
export type NotificationContent =
  | { readonly kind: 'booking'; readonly rows: readonly RawRow[] }
  | { readonly kind: 'hint'; readonly periods: readonly SyncWindow[] }
  | { readonly kind: 'unreadable'; readonly reason: string; readonly row: RawRow };

export interface OpenedNotification {
  readonly hash: string;
  readonly content: NotificationContent;
}

export type NotificationOwner = AccountKey & Pick<AccountSealContext, 'network'>;

/** null for what is only counted. */
export function contentOf(told: ReadNotification): NotificationContent | null {
  switch (told.kind) {
    case 'booking':
      return { kind: told.kind, rows: told.rows };
    case 'hint':
      return { kind: told.kind, periods: told.periods };
    case 'unreadable':
      return { kind: told.kind, reason: told.reason, row: told.row };
    case 'ignored':
      return null;
  }
}

export function sealContent(
  cipher: CredentialCipher,
  owner: NotificationOwner,
  content: NotificationContent,
): Uint8Array {
  return cipher.seal(new TextEncoder().encode(JSON.stringify(content)), contextOf(owner, 'notification'));
}

/** @throws {CiphertextUnreadable} */
export function openContent(
  cipher: CredentialCipher,
  owner: NotificationOwner,
  sealed: Uint8Array,
): NotificationContent {
  const text = new TextDecoder().decode(cipher.open(sealed, contextOf(owner, 'notification')));
  const content = JSON.parse(text) as NotificationContent;
  return content.kind === 'hint' ? { ...content, periods: content.periods.map(revived) } : content;
}

export function contextOf(
  { agencyId, accountId, network }: NotificationOwner,
  purpose: 'notification' | 'notification-secrets',
): AccountSealContext {
  return { agencyId, accountId, network, purpose };
}

/** Instants are texts in JSON. */
function revived({ from, to }: SyncWindow): SyncWindow {
  return { from: new Date(from), to: new Date(to) };
}
