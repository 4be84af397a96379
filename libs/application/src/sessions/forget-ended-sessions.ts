import type { AgencyRepository, Clock, MemberSessions } from '@tributary/ports';
import { sumOverAgencies } from '../identity/sum-over-agencies';

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
  run(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    return sumOverAgencies(this.agencies, (agencyId) => this.sessions.forgetEnded(agencyId, before));
  }
}
