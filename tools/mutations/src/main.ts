import { MUTATIONS } from './mutations';
import { runSpec, type Verdict } from './run-spec';
import { ScratchTree } from './scratch-tree';
import type { Mutation } from './mutation';

interface Outcome {
  readonly mutation: Mutation;
  readonly whole: Verdict;
  readonly spoilt: Verdict;
}

/** The defence is proved when its test passes with it and fails without it. */
const isNoticed = ({ whole, spoilt }: Outcome) => whole === 'passed' && spoilt === 'failed';

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

function tried(tree: ScratchTree, mutation: Mutation): Outcome {
  const whole = runSpec(tree.folder, mutation.noticedBy);
  const spoilt = tree.without(mutation, () => runSpec(tree.folder, mutation.noticedBy));
  const outcome = { mutation, whole, spoilt };
  tell(`${isNoticed(outcome) ? 'noticed ' : 'SURVIVED'}  ${mutation.id}: ${mutation.defence}`);
  if (!isNoticed(outcome)) tell(`          with the defence: ${whole}; without it: ${spoilt}`);
  return outcome;
}

function table(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) => {
    const { defence, noticedBy } = outcome.mutation;
    return `| ${defence} | ${isNoticed(outcome) ? 'yes' : 'NO'} | ${noticedBy.spec}: ${noticedBy.test} |`;
  });
  return ['| defence taken away | noticed | by |', '| --- | --- | --- |', ...rows].join('\n');
}

/**
 * Takes each defence away in a copy of the sources and runs the test that has to notice.
 * @param ids only these; all when there are none.
 * @returns whether every one was noticed.
 */
export function runMutations(root: string, ids: readonly string[]): boolean {
  const chosen = MUTATIONS.filter(({ id }) => ids.length === 0 || ids.includes(id));
  if (chosen.length === 0) throw new RangeError(`There are: ${MUTATIONS.map(({ id }) => id).join(', ')}`);
  const tree = ScratchTree.copyOf(root);
  try {
    const outcomes = chosen.map((mutation) => tried(tree, mutation));
    tell(`\n${table(outcomes)}\n`);
    tell(`${outcomes.filter(isNoticed).length} of ${outcomes.length} noticed`);
    return outcomes.every(isNoticed);
  } finally {
    tree.remove();
  }
}
