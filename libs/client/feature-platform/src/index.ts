export * from './agencies/agencies-page';
export * from './networks/network-health-page';
export * from './users/users-page';
