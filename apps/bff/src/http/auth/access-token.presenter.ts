import type { AccessToken } from '@tributary/api-contract';
import type { OpenedSession } from '@tributary/application';

export function accessTokenOf(session: OpenedSession): AccessToken {
  return { accessToken: session.accessToken, expiresAt: session.accessExpiresAt.toISOString() };
}
