import { Module } from '@nestjs/common';
import {
  ApplyNotifications,
  RenormalizeAccount,
  ReplayQuarantine,
  SyncAccount,
  WriteInsights,
} from '@tributary/application';
import { InsightsOnceQuiet } from './insights-once-quiet';
import { NotificationUseCases, NotificationWorkerJob } from './notification-worker.job';
import { SecondReadingUseCases, SecondReadingWorkerJob } from './second-reading-worker.job';
import { SyncUseCases } from './sync-use-cases';
import { SyncWorkerJob } from './sync-worker.job';

@Module({
  providers: [
    SyncWorkerJob,
    NotificationWorkerJob,
    SecondReadingWorkerJob,
    {
      provide: SecondReadingUseCases,
      inject: [ReplayQuarantine, RenormalizeAccount, WriteInsights],
      useFactory: (replay: ReplayQuarantine, renormalize: RenormalizeAccount, insights: WriteInsights) =>
        new SecondReadingUseCases(replay, renormalize, insights),
    },
    {
      provide: NotificationUseCases,
      inject: [ApplyNotifications, WriteInsights],
      useFactory: (apply: ApplyNotifications, insights: WriteInsights) =>
        new NotificationUseCases(apply, insights),
    },
    {
      provide: SyncUseCases,
      inject: [SyncAccount, WriteInsights],
      useFactory: (sync: SyncAccount, insights: WriteInsights) =>
        new SyncUseCases(sync, new InsightsOnceQuiet(insights)),
    },
  ],
})
export class WorkerModule {}
