export * from './ecb-exchange-rate-source';
