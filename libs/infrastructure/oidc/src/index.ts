export * from './open-id-identity-provider';
