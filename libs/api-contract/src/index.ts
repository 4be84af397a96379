export * from './auth';
export * from './dashboard';
export * from './events';
export * from './network-accounts';
export * from './networks';
export * from './primitives';
export * from './sales';
