import type { Clock } from '../../clock';
import { PasswordResetRepository, type PasswordReset } from '../../password-reset-repository';
import type { MemberKey } from '../../second-factor';
import type { InMemoryMemberRepository } from './in-memory-identity';
import type { InMemorySessionRepository } from './in-memory-session-repository';

export class InMemoryPasswordResetRepository extends PasswordResetRepository {
  private stored: readonly (PasswordReset & { readonly tokenHash: string })[] = [];

  constructor(
    private readonly members: InMemoryMemberRepository,
    private readonly sessions: InMemorySessionRepository,
    private readonly clock: Clock,
  ) {
    super();
  }

  add(reset: PasswordReset, tokenHash: string): Promise<void> {
    const others = this.stored.filter(({ memberId }) => memberId !== reset.memberId);
    this.stored = [...others, { ...reset, tokenHash }];
    return Promise.resolve();
  }

  find(tokenHash: string): Promise<MemberKey | null> {
    const found = this.stored.find((one) => one.tokenHash === tokenHash && one.expiresAt > this.clock.now());
    if (!found) return Promise.resolve(null);
    const { agencyId, memberId } = found;
    return Promise.resolve({ agencyId, memberId });
  }

  async use(tokenHash: string, passwordHash: string): Promise<boolean> {
    const key = await this.find(tokenHash);
    const others = this.stored.filter((one) => one.tokenHash !== tokenHash);
    if (!key || others.length === this.stored.length) return false;
    this.stored = others;
    await this.members.setPasswordHash(key.agencyId, key.memberId, passwordHash);
    await this.sessions.revokeAllOf(key.agencyId, key.memberId);
    return true;
  }
}
