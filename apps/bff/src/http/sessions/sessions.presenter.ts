import type { SessionView } from '@tributary/api-contract';
import type { MemberSession } from '@tributary/ports';
import { deviceWords } from './device-words';

export function sessionViews(sessions: readonly MemberSession[], currentId: string): SessionView[] {
  return sessions.map(({ id, method, origin, createdAt, lastUsedAt, endsAt }) => ({
    ...{ id, method },
    device: deviceWords(origin.userAgent),
    address: origin.address,
    isCurrent: id === currentId,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    endsAt: endsAt.toISOString(),
  }));
}
