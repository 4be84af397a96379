import { Global, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Environment } from '../composition/config';
import { DatabaseProbe } from '../composition/postgres.module';
import { ManagementServer } from './management-server';
import { ReplicaMetrics } from './replica-metrics';
import { SyncMetrics } from './sync-metrics';

/** What operators watch: metrics and probes, on a port of their own. */
@Global()
@Module({
  providers: [
    {
      provide: Registry,
      useFactory: () => {
        const registry = new Registry();
        collectDefaultMetrics({ register: registry });
        return registry;
      },
    },
    {
      provide: SyncMetrics,
      inject: [Registry],
      useFactory: (registry: Registry) => new SyncMetrics(registry),
    },
    {
      provide: ReplicaMetrics,
      inject: [Registry],
      useFactory: (registry: Registry) => new ReplicaMetrics(registry),
    },
    {
      provide: ManagementServer,
      inject: [Registry, ConfigService, DatabaseProbe],
      useFactory: (registry: Registry, config: ConfigService<Environment, true>, probe: DatabaseProbe) =>
        new ManagementServer(registry, {
          port: config.get('MANAGEMENT_PORT', { infer: true }),
          address: config.get('BIND_ADDRESS', { infer: true }),
          checkReady: () => probe.check(),
        }),
    },
  ],
  exports: [SyncMetrics, ReplicaMetrics, Registry],
})
export class OperationsModule {}
