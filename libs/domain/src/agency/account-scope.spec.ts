import { narrowed, sees, type AccountScope } from './account-scope';

describe('narrowed', () => {
  it.each<[string, AccountScope, string[], AccountScope]>([
    ['all of what is seen, where nothing in particular is asked for', ['a', 'b'], [], ['a', 'b']],
    ['everything for who sees everything', 'all', [], 'all'],
    ['what is asked for', 'all', ['a', 'x'], ['a', 'x']],
    ['what is asked for and seen', ['a', 'b'], ['b', 'x'], ['b']],
    ['nothing of what is not seen', ['a'], ['x'], []],
    ['nothing for who sees nothing, whatever is asked for', [], ['a'], []],
    ['nothing for who sees nothing and asks for nothing in particular', [], [], []],
  ])('is %s', (_, scope, wanted, expected) => {
    expect(narrowed(scope, wanted)).toEqual(expected);
  });
});

describe('sees', () => {
  it('is every account, the listed ones, or none', () => {
    expect([sees('all', 'a'), sees(['a'], 'a'), sees(['a'], 'b'), sees([], 'a')]).toEqual([
      ...[true, true, false, false],
    ]);
  });
});
