import type { ReplicaStanding } from '@tributary/postgres';
import { Registry } from 'prom-client';
import { ReplicaMetrics } from './replica-metrics';

describe('ReplicaMetrics', () => {
  it('tell of each replica whether it is used and how far behind it is, as it is when asked', async () => {
    const registry = new Registry();
    const metrics = new ReplicaMetrics(registry);
    let standings: readonly ReplicaStanding[] = [
      { name: '1', isUsed: true, lagMs: 12, reason: null },
      { name: '2', isUsed: false, lagMs: null, reason: 'connect ECONNREFUSED' },
    ];
    metrics.watch(() => standings);
    const before = await registry.metrics();
    expect(before).toContain('tributary_replica_used{replica="1"} 1');
    expect(before).toContain('tributary_replica_used{replica="2"} 0');
    expect(before).toContain('tributary_replica_lag_seconds{replica="1"} 0.012');
    expect(before).not.toContain('tributary_replica_lag_seconds{replica="2"}');
    expect(before).not.toContain('ECONNREFUSED');
    standings = standings.map((standing) => ({ ...standing, lagMs: null, isUsed: false }));
    expect(await registry.metrics()).not.toContain('lag_seconds{replica="1"}');
  });

  it('count who answered reads', async () => {
    const registry = new Registry();
    const metrics = new ReplicaMetrics(registry);
    metrics.count('replica');
    metrics.count('replica');
    metrics.count('none in time');
    const told = await registry.metrics();
    expect(told).toContain('tributary_replica_reads_total{answered="replica"} 2');
    expect(told).toContain('tributary_replica_reads_total{answered="none-in-time"} 1');
  });
});
