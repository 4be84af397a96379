export * from './pg-boss-notification-queue';
export * from './pg-boss-sync-queue';
export type { QueueWorkerOptions, RunningJob } from './queue-worker';
