export * from './profile-page';
export * from './set-up-page';
