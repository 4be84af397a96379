import { Injectable } from '@nestjs/common';
import type { SyncRun } from '@tributary/ports';
import { Counter, Histogram, type Registry } from 'prom-client';

/** Counters of sync runs for Prometheus. Labels name networks, never agencies or accounts. */
@Injectable()
export class SyncMetrics {
  private readonly runs: Counter<'network' | 'outcome'>;
  private readonly rows: Counter<'network' | 'change'>;
  private readonly seconds: Histogram<'network'>;

  constructor(registry: Registry) {
    this.runs = new Counter({
      name: 'tributary_sync_runs_total',
      help: 'Finished sync runs by network and outcome',
      labelNames: ['network', 'outcome'],
      registers: [registry],
    });
    this.rows = new Counter({
      name: 'tributary_sync_rows_total',
      help: 'Rows of sales and reversals by what storing them changed',
      labelNames: ['network', 'change'],
      registers: [registry],
    });
    this.seconds = new Histogram({
      name: 'tributary_sync_run_seconds',
      help: 'Duration of sync runs',
      labelNames: ['network'],
      buckets: [0.5, 1, 2, 5, 10, 30, 60, 300, 900],
      registers: [registry],
    });
  }

  count(run: SyncRun): void {
    const { network } = run;
    this.runs.inc({ network, outcome: run.outcome });
    for (const change of ['created', 'changed', 'unchanged', 'quarantined'] as const) {
      this.rows.inc({ network, change }, run[change]);
    }
    if (run.finishedAt) {
      this.seconds.observe({ network }, (run.finishedAt.getTime() - run.startedAt.getTime()) / 1000);
    }
  }
}
