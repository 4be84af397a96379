import { allowEmptyMarkupOnly, onlyEmpty } from './trusted-types';

describe('the default Trusted Types policy', () => {
  it('lets an element be emptied and refuses every markup', () => {
    expect(onlyEmpty('')).toBe('');
    expect(onlyEmpty('<img src=x onerror=alert(1)>')).toBeNull();
    expect(onlyEmpty(' ')).toBeNull();
  });

  it('is set where the browser knows Trusted Types', () => {
    const policies: string[] = [];
    allowEmptyMarkupOnly({ trustedTypes: { createPolicy: (name) => policies.push(name) } });
    allowEmptyMarkupOnly({});
    expect(policies).toEqual(['default']);
  });
});
