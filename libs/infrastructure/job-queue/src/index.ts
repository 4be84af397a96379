export * from './pg-boss-notification-queue';
export * from './pg-boss-second-reading-queue';
export * from './pg-boss-sync-queue';
export type { QueueWorkerOptions, RunningJob } from './queue-worker';
