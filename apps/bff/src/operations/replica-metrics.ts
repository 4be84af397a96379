import { Injectable } from '@nestjs/common';
import type { ReadOutcome, ReplicaStanding } from '@tributary/postgres';
import { Counter, Gauge, type Registry } from 'prom-client';

/** How far replicas are behind and who answers reads. Labels number the replicas in the order of their addresses. */
@Injectable()
export class ReplicaMetrics {
  private readonly reads: Counter<'answered'>;

  constructor(private readonly registry: Registry) {
    this.reads = new Counter({
      name: 'tributary_replica_reads_total',
      help: 'Reads for replicas: answered by one, or by the primary because none was in time or one failed',
      labelNames: ['answered'],
      registers: [registry],
    });
  }

  count(outcome: ReadOutcome): void {
    this.reads.inc({ answered: outcome.replaceAll(' ', '-') });
  }

  /** Looks at the standings whenever Prometheus asks. */
  watch(standings: () => readonly ReplicaStanding[]): void {
    const gauge = (name: string, help: string, valueOf: (standing: ReplicaStanding) => number | null) =>
      new Gauge({
        name,
        help,
        labelNames: ['replica'],
        registers: [this.registry],
        collect() {
          this.reset();
          for (const standing of standings()) {
            const value = valueOf(standing);
            if (value !== null) this.set({ replica: standing.name }, value);
          }
        },
      });
    gauge('tributary_replica_used', 'Whether a replica answers reads', ({ isUsed }) => Number(isUsed));
    gauge(
      'tributary_replica_lag_seconds',
      'For how long the primary has had something that the replica lacks; absent while it does not answer',
      ({ lagMs }) => (lagMs === null ? null : lagMs / 1000),
    );
  }
}
