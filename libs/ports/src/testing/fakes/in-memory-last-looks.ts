import { LastLookRepository } from '../../sale-history-repository';

export class InMemoryLastLookRepository extends LastLookRepository {
  private readonly looks = new Map<string, Date>();

  lastLookedAt(agencyId: string, memberId: string): Promise<Date | null> {
    return Promise.resolve(this.looks.get(`${agencyId} ${memberId}`) ?? null);
  }

  markLooked(agencyId: string, memberId: string, at: Date): Promise<void> {
    const key = `${agencyId} ${memberId}`;
    const before = this.looks.get(key);
    if (before === undefined || before < at) this.looks.set(key, at);
    return Promise.resolve();
  }
}
