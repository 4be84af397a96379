import type { Member } from '@tributary/domain';
import type { Clock, TeamRepository } from '@tributary/ports';

const NOTED_AGAIN_MS = 5 * 60_000;
/** More members at once than this are noted more often than they need be. */
const MOST_REMEMBERED = 10_000;

/** Notes that a member is here, on the first request and then every few minutes: most requests cost nothing. */
export class NoteSeen {
  private readonly noted = new Map<string, number>();

  constructor(
    private readonly team: TeamRepository,
    private readonly clock: Clock,
  ) {}

  async run({ id, agencyId }: Member): Promise<void> {
    const now = this.clock.now().getTime();
    if (now - (this.noted.get(id) ?? 0) < NOTED_AGAIN_MS) return;
    if (this.noted.size >= MOST_REMEMBERED) this.noted.clear();
    this.noted.set(id, now);
    await this.team.noteSeen({ agencyId, memberId: id });
  }
}
