export * from './ecb-exchange-rate-source';
export * from './ecb-history-file';
