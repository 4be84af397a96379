import { Module } from '@nestjs/common';
import { SyncAccount, WriteInsights } from '@tributary/application';
import { SyncUseCases } from './sync-use-cases';
import { SyncWorkerJob } from './sync-worker.job';

@Module({
  providers: [
    SyncWorkerJob,
    {
      provide: SyncUseCases,
      inject: [SyncAccount, WriteInsights],
      useFactory: (sync: SyncAccount, insights: WriteInsights) => new SyncUseCases(sync, insights),
    },
  ],
})
export class WorkerModule {}
