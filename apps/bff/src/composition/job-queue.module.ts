import {
  Global,
  Injectable,
  Logger,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { SyncJob } from '@tributary/application';
import { PgBossSyncQueue } from '@tributary/job-queue';
import { type AccountKey, NotificationQueue, SecondReadingQueue, SyncQueue } from '@tributary/ports';
import type { Environment } from './config';
import { NotificationJobSource } from './notification-job-source';
import { type SecondReadingJob, SecondReadingJobSource } from './second-reading-job-source';
import { SyncJobSource } from './sync-job-source';

/** A stopping worker lets its syncs finish for this long; then the page in hand is stored and the rest handed back. */
const GRACE_MS = 5_000;

/** Opens the queue before anything is put into it and closes it before the database goes. */
@Injectable()
class QueueLifecycle implements OnModuleInit, OnApplicationShutdown {
  constructor(private readonly queue: PgBossSyncQueue) {}

  async onModuleInit(): Promise<void> {
    await this.queue.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue.stop(0);
  }
}

class PgBossJobSource extends SyncJobSource {
  constructor(
    private readonly queue: PgBossSyncQueue,
    private readonly concurrency: number,
  ) {
    super();
  }

  start(handle: (job: SyncJob) => Promise<void>): void {
    this.queue.startSyncWorker({ concurrency: this.concurrency, handler: handle });
  }

  stop(): Promise<void> {
    return this.queue.stop(GRACE_MS);
  }
}

class PgBossNotificationJobSource extends NotificationJobSource {
  constructor(
    private readonly queue: PgBossSyncQueue,
    private readonly concurrency: number,
  ) {
    super();
  }

  start(handle: (account: AccountKey) => Promise<void>): void {
    const { concurrency } = this;
    this.queue.notifications.startWorker({ concurrency, handler: ({ request }) => handle(request) });
  }
}

/** They take long and are nobody's hourly reading: few at a time, so that those keep their pace. */
const SECOND_READINGS_AT_ONCE = 2;

class PgBossSecondReadingJobSource extends SecondReadingJobSource {
  constructor(private readonly queue: PgBossSyncQueue) {
    super();
  }

  start(handle: (job: SecondReadingJob) => Promise<void>): void {
    this.queue.secondReadings.startWorker({ concurrency: SECOND_READINGS_AT_ONCE, handler: handle });
  }
}

/** Binds the queue to pg-boss, which keeps it in the same Postgres. */
@Global()
@Module({
  providers: [
    {
      provide: SyncQueue,
      inject: [ConfigService],
      useFactory: (config: ConfigService<Environment, true>) => {
        const logger = new Logger(PgBossSyncQueue.name);
        return new PgBossSyncQueue(config.get('DATABASE_URL', { infer: true }), {
          onError: (error) => {
            logger.error(error);
          },
        });
      },
    },
    {
      provide: SyncJobSource,
      inject: [SyncQueue, ConfigService],
      useFactory: (queue: PgBossSyncQueue, config: ConfigService<Environment, true>) =>
        new PgBossJobSource(queue, config.get('SYNC_CONCURRENCY', { infer: true })),
    },
    {
      provide: NotificationQueue,
      inject: [SyncQueue],
      useFactory: (queue: PgBossSyncQueue) => queue.notifications,
    },
    {
      provide: NotificationJobSource,
      inject: [SyncQueue, ConfigService],
      useFactory: (queue: PgBossSyncQueue, config: ConfigService<Environment, true>) =>
        new PgBossNotificationJobSource(queue, config.get('SYNC_CONCURRENCY', { infer: true })),
    },
    {
      provide: SecondReadingQueue,
      inject: [SyncQueue],
      useFactory: (queue: PgBossSyncQueue) => queue.secondReadings,
    },
    {
      provide: SecondReadingJobSource,
      inject: [SyncQueue],
      useFactory: (queue: PgBossSyncQueue) => new PgBossSecondReadingJobSource(queue),
    },
    {
      provide: QueueLifecycle,
      inject: [SyncQueue],
      useFactory: (queue: PgBossSyncQueue) => new QueueLifecycle(queue),
    },
  ],
  exports: [
    ...[SyncQueue, SyncJobSource, NotificationQueue, NotificationJobSource],
    ...[SecondReadingQueue, SecondReadingJobSource],
  ],
})
export class JobQueueModule {}
