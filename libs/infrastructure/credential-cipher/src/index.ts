export * from './aes-gcm-credential-cipher';
export * from './encryption-key';
