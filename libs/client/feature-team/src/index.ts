export * from './team-page';
