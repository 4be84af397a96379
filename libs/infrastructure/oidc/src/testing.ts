export * from './testing/open-id-server';
