export * from './settings-page';
