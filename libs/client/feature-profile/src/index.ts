export * from './profile-page';
