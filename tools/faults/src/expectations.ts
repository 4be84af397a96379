import type { Bench } from './bench';
import type { RunState } from './runs';
import type { Expected } from './scenario';

/** What the struck account does not show of what was expected. */
export async function disappointments(
  bench: Bench,
  account: RunState,
  expected: Expected,
): Promise<readonly string[]> {
  const seen = (await bench.healths()).get(account.label) ?? { health: 'not shown', isWarned: false };
  const requests = (await bench.requests()).filter((request) => request.account === account.label).length;
  return [
    ...outcomeOf(account, expected),
    ...shownAs(seen, expected),
    ...between('the run took', account.seconds, expected.seconds),
    ...between('the account is due again in', account.dueInSeconds, expected.dueInSeconds),
    ...between('requests', requests, { atMost: expected.requestsAtMost }),
    ...between('pages stored', account.pages, { atLeast: expected.pagesAtLeast }),
    ...between('rows in quarantine', account.quarantined, {
      atLeast: expected.quarantined ?? 0,
      atMost: expected.quarantined ?? 0,
    }),
  ];
}

function shownAs(
  { health, isWarned }: { readonly health: string; readonly isWarned: boolean },
  { needsAttention = false, warns = false }: Expected,
): readonly string[] {
  return [
    ...(needsAttention === (health === 'needs-attention') ? [] : [`the account is shown as ${health}`]),
    ...(warns === isWarned ? [] : [`an empty answer is ${isWarned ? '' : 'not '}shown`]),
  ];
}

function outcomeOf(account: RunState, { outcome, errorKinds = [] }: Expected): readonly string[] {
  if (!outcome.includes(account.outcome)) {
    return [`the run ended ${account.outcome ?? 'before it began'}: ${saidBy(account)}`];
  }
  const isNamed = account.outcome === 'ok' || errorKinds.includes(account.errorKind ?? '');
  return isNamed ? [] : [`the error is called ${saidBy(account)}`];
}

function saidBy({ errorKind, errorMessage }: RunState): string {
  return errorKind === null ? 'no error' : `${errorKind} (${errorMessage ?? 'no words'})`;
}

interface Bounds {
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

function between(what: string, value: number | null, bounds: Bounds | undefined): readonly string[] {
  if (!bounds) return [];
  const { atLeast = -Infinity, atMost = Infinity } = bounds;
  if (value === null) return [`${what}: unknown`];
  return value >= atLeast && value <= atMost ? [] : [`${what} ${value}, not ${atLeast} to ${atMost}`];
}
