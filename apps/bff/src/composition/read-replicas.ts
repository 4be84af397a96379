import { Logger, type Provider } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { ReadReplicas, type ReplicaStanding } from '@tributary/postgres';
import { ReplicaMetrics } from '../operations/replica-metrics';
import { type Environment, runs } from './config';

/** Only processes with pages have reads for replicas. */
export const READ_REPLICAS: Provider = {
  provide: ReadReplicas,
  inject: [ConfigService, ReplicaMetrics],
  useFactory: (config: ConfigService<Environment, true>, metrics: ReplicaMetrics) => {
    const hasPages = runs(config.get('APP_ROLE', { infer: true }), 'web');
    const replicas = new ReadReplicas(
      {
        primaryUrl: config.get('DATABASE_URL', { infer: true }),
        urls: hasPages ? config.get('DATABASE_REPLICA_URLS', { infer: true }) : [],
        poolSize: config.get('DATABASE_POOL_SIZE', { infer: true }),
        patienceMs: config.get('DATABASE_REPLICA_PATIENCE_MS', { infer: true }),
      },
      {
        answered: (outcome) => {
          metrics.count(outcome);
        },
        changed: tell,
      },
    );
    metrics.watch(() => replicas.standings);
    return replicas;
  },
};

function tell({ name, isUsed, reason }: ReplicaStanding): void {
  const logger = new Logger(ReadReplicas.name);
  if (isUsed) logger.log(`Replica ${name} answers reads`);
  else logger.warn(`Replica ${name} is left out: ${reason ?? 'no reason'}`);
}
