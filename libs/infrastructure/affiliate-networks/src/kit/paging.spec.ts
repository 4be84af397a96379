import { UnexpectedResponse } from '@tributary/ports';
import { PageGuard } from './paging';

describe('PageGuard', () => {
  it('lets as many pages through as the cap, each cursor once', () => {
    const guard = new PageGuard('Acme', 3);
    guard.next('a');
    guard.next('b');
    expect(() => {
      guard.next('a');
    }).toThrow(UnexpectedResponse);
    expect(() => {
      guard.next();
    }).toThrow('did not end after 3 pages');
  });
});
