import { convertToParamMap } from '@angular/router';
import { askedFilter, EMPTY_FILTER, filterFromQuery, isFiltered, queryOfFilter } from './audit-filter';

const ADA = '0198c0de-0000-4000-8000-0000000000ad';

describe('the filter of the audit trail', () => {
  it('is the same after a way through the URL', () => {
    const filter = { member: ADA, kinds: ['team', 'clients'], from: '2026-11-01', to: '2026-11-20' };
    const query = queryOfFilter(filter);
    expect(query).toEqual({ member: ADA, kind: ['team', 'clients'], from: '2026-11-01', to: '2026-11-20' });
    expect(filterFromQuery(convertToParamMap(query))).toEqual(filter);
    expect(isFiltered(filter)).toBe(true);
  });

  it('leaves out what does not belong into it', () => {
    const odd = { member: `x' or 1=1`, kind: ['nothing', 'constructor'], from: '2026-13-45', to: 'soon' };
    expect(filterFromQuery(convertToParamMap(odd))).toEqual(EMPTY_FILTER);
    expect(isFiltered(EMPTY_FILTER)).toBe(false);
  });

  it('asks the server for the nouns of its kinds', () => {
    expect(askedFilter({ ...EMPTY_FILTER, kinds: ['team', 'clients'] })).toEqual({
      group: ['member', 'invitation', 'profile', 'client'],
    });
    expect(askedFilter({ ...EMPTY_FILTER, member: ADA, to: '2026-11-20' })).toEqual({
      member: ADA,
      to: '2026-11-20',
      group: [],
    });
  });
});
