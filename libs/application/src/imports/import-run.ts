import {
  type Clock,
  ImportNotInState,
  type RunTrigger,
  type StoredCounts,
  type SyncProgressChannel,
  type SyncRunRepository,
} from '@tributary/ports';
import { Refusal } from '../refusal';
import type { ImportSource } from './import-source';

export interface RunPorts {
  readonly runs: SyncRunRepository;
  readonly progress: SyncProgressChannel;
  readonly clock: Clock;
}

/**
 * Does the work under a run of the account, so that the run log and the history name it, and tells the agency's open
 * pages that figures moved. An undoing is an import that a person began by hand.
 * @throws {Refusal} `not-possible-now` when somebody else was faster.
 */
export async function inRun<Result extends object>(
  ports: RunPorts,
  ...[source, trigger, work]: readonly [ImportSource, RunTrigger, (runId: string) => Promise<Result>]
): Promise<Result> {
  const { key, account, found } = source;
  const owner = { agencyId: key.agencyId, accountId: key.accountId, network: account.network };
  const now = ports.clock.now();
  const { from, to } = found.preview ?? {};
  const window = { from: new Date(from ?? now), to: new Date(to ?? now) };
  const runId = await ports.runs.begin(owner, { trigger, tier: 'import', window });
  try {
    const result = await work(runId);
    const run = await ports.runs.finish(owner, runId, null);
    await ports.progress.publish({
      ...owner,
      ...countsOf(run),
      runId,
      outcome: 'ok',
      pages: run.pages,
      progress: 1,
      at: ports.clock.now(),
    });
    return result;
  } catch (error) {
    const message =
      error instanceof Refusal ? error.message : 'The import broke off. Nothing of it was stored.';
    await ports.runs.finish(owner, runId, { kind: 'internal', message });
    throw error instanceof ImportNotInState ? tooLate(error) : error;
  }
}

function countsOf({ created, changed, unchanged, quarantined }: StoredCounts): StoredCounts {
  return { created, changed, unchanged, quarantined };
}

function tooLate({ state }: ImportNotInState): Refusal {
  const words = {
    draft: 'was not imported',
    committed: 'has been imported already',
    undone: 'has been undone already',
  };
  const what = state === null ? 'is gone' : words[state];
  return new Refusal('not-possible-now', `The file ${what}. Nothing was changed. Load the page again.`);
}
