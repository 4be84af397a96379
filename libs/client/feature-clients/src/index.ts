export * from './clients-page';
