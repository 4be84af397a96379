export * from './install-sync-queue';
export { PgBossSyncQueue } from './pg-boss-sync-queue';
export type { QueueWorkerOptions, RunningJob } from './queue-worker';
