import { calendarDay } from '@tributary/domain';
import type { RollupDifference } from '@tributary/ports';
import {
  InMemoryAgencyRepository,
  InMemoryAuditTrail,
  InMemoryRollupMaintenance,
} from '@tributary/ports/testing';
import { AGENCY } from '../testing/office';
import { CheckRollups } from './check-rollups';

const DIFFERENCE: RollupDifference = {
  ...{ table: 'daily_sales', day: calendarDay('2026-03-14'), accountId: 'account' },
  ...{ column: 'completed_commission', stored: '40', actual: '41' },
};

describe('CheckRollups', () => {
  it('repairs the agency whose sums differ, says what differed, and leaves the others alone', async () => {
    const agencies = new InMemoryAgencyRepository();
    for (const id of ['right', 'wrong', 'right too']) await agencies.add({ ...AGENCY, id });
    const audit = new InMemoryAuditTrail();
    const rollups = new InMemoryRollupMaintenance();
    rollups.differing.set('wrong', [DIFFERENCE]);
    const check = new CheckRollups(agencies, rollups, audit);
    expect(await check.run()).toEqual([{ agencyId: 'wrong', differences: [DIFFERENCE] }]);
    expect(rollups.rebuilt).toEqual(['wrong']);
    expect(await check.run()).toEqual([]);
    expect(audit.entries).toMatchObject([
      { agencyId: 'wrong', actor: { kind: 'system' }, action: 'figures.repair', after: { values: 1 } },
    ]);
  });
});
