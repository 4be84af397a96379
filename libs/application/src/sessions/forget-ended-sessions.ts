import type { AgencyRepository, Clock, MemberSessions } from '@tributary/ports';

const DAY = 86_400_000;
const KEPT_MS = 30 * DAY;

/** Addresses and devices are personal data: what ended a month ago is removed. */
export class ForgetEndedSessions {
  constructor(
    private readonly agencies: AgencyRepository,
    private readonly sessions: MemberSessions,
    private readonly clock: Clock,
  ) {}

  /** @returns how many sessions were removed. */
  async run(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    let forgotten = 0;
    for (const agencyId of await this.agencies.listIds())
      forgotten += await this.sessions.forgetEnded(agencyId, before);
    return forgotten;
  }
}
