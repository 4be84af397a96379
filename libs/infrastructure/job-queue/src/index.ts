export * from './pg-boss-sync-queue';
export type { RunningSync, SyncWorkerOptions } from './sync-worker';
