import type { NetworkAccountView, SyncErrorKind } from '@tributary/api-contract';
import { span } from '@tributary/client-ui';

const HOUR_MS = 3_600_000;

const BROKEN: Readonly<Partial<Record<SyncErrorKind, string>>> = {
  'credentials-rejected': 'Key refused',
  'permission-missing': 'Permission missing',
  'credentials-unreadable': 'Key unreadable',
};

/** What the chip of an account says. `progress` (0 to 1) is known while the history is read. */
export function healthText(account: NetworkAccountView, now: Date, progress: number | null): string {
  switch (account.health) {
    case 'fresh':
      return 'Fresh';
    case 'late':
      return lateText(account, now);
    case 'needs-attention':
      return brokenText(account);
    case 'backfilling':
      return progress === null ? 'Backfilling' : `Backfilling, ${percent(progress)}`;
    case 'paused':
      return 'Paused';
    case 'waiting':
      return 'Waiting';
  }
}

function brokenText(account: NetworkAccountView): string {
  return (account.failure && BROKEN[account.failure.kind]) ?? 'Needs attention';
}

/** Within its hour an account is not late in time: only its newest try did not end well. */
function lateText(account: NetworkAccountView, now: Date): string {
  if (account.outageSince !== null) return 'Network down';
  if (account.lastGoodSyncAt === null) return 'Not read yet';
  const age = now.getTime() - Date.parse(account.lastGoodSyncAt);
  return age < HOUR_MS ? 'Newest try failed' : `Late, ${span(age)}`;
}

/** Rounded down, so that 100 % means done. */
function percent(share: number): string {
  return `${Math.floor(share * 100)}%`;
}
