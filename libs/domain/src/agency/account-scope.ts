/** The network accounts of its agency that somebody sees: all of them, or exactly these ids. */
export type AccountScope = 'all' | readonly string[];

/** Of `scope` those that somebody asked for; asking for none in particular asks for all of them. */
export function narrowed(scope: AccountScope, wanted: readonly string[]): AccountScope {
  if (wanted.length === 0) return scope;
  return wanted.filter((accountId) => sees(scope, accountId));
}

export function sees(scope: AccountScope, accountId: string): boolean {
  return scope === 'all' || scope.includes(accountId);
}
