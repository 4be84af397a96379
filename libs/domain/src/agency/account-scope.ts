/** The network accounts of its agency that somebody sees: all of them, or exactly these ids. */
export type AccountScope = 'all' | readonly string[];

export function sees(scope: AccountScope, accountId: string): boolean {
  return scope === 'all' || scope.includes(accountId);
}
