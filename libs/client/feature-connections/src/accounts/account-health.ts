import type { NetworkAccountView, SyncErrorKind } from '@tributary/api-contract';
import { spanText } from './card-words';

export type HealthTone = 'good' | 'late' | 'error' | 'running' | 'quiet';

export interface HealthChip {
  readonly tone: HealthTone;
  readonly text: string;
}

const BROKEN: Readonly<Partial<Record<SyncErrorKind, string>>> = {
  'credentials-rejected': 'Key refused',
  'permission-missing': 'Permission missing',
  'credentials-unreadable': 'Key unreadable',
};

/** What the chip of an account says. `progress` (0 to 1) is known while the history is read. */
export function healthChip(account: NetworkAccountView, now: Date, progress: number | null): HealthChip {
  switch (account.health) {
    case 'fresh':
      return { tone: 'good', text: 'Fresh' };
    case 'late':
      return { tone: 'late', text: lateText(account, now) };
    case 'needs-attention':
      return { tone: 'error', text: brokenText(account) };
    case 'backfilling':
      return {
        tone: 'running',
        text: progress === null ? 'Backfilling' : `Backfilling, ${percent(progress)}`,
      };
    case 'paused':
      return { tone: 'quiet', text: 'Paused' };
    case 'waiting':
      return { tone: 'quiet', text: 'Waiting' };
  }
}

function brokenText(account: NetworkAccountView): string {
  return (account.failure && BROKEN[account.failure.kind]) ?? 'Needs attention';
}

function lateText(account: NetworkAccountView, now: Date): string {
  if (account.lastGoodSyncAt === null) return 'Late';
  return `Late, ${spanText(now.getTime() - Date.parse(account.lastGoodSyncAt))}`;
}

/** Rounded down, so that 100 % means done. */
export function percent(share: number): string {
  return `${Math.floor(share * 100)}%`;
}
