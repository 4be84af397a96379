import { anAccount, aRefusedAccount } from '../testing';
import { filterCounts, filteredAccounts, orderedAccounts } from './account-filter';

const FRESH = anAccount();
const LATE = anAccount({ id: 'late', health: 'late' });
const BROKEN = aRefusedAccount({ id: 'broken' });

describe('account filter', () => {
  it('puts first what needs a person', () => {
    expect(orderedAccounts([FRESH, LATE, BROKEN]).map(({ id }) => id)).toEqual([
      'broken',
      'late',
      'account-1',
    ]);
  });

  it('counts and filters', () => {
    const accounts = [FRESH, LATE, BROKEN];
    expect(filterCounts(accounts)).toEqual({ all: 3, 'needs-attention': 1, late: 1 });
    expect(filteredAccounts(accounts, 'late')).toEqual([LATE]);
    expect(filteredAccounts(accounts, 'all')).toBe(accounts);
  });
});
