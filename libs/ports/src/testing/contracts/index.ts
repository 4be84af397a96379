export * from './account-contracts';
export * from './quarantine-repository-contract';
export * from './sale-repository-contract';
export * from './session-repository-contract';
export * from './storage-harness';
