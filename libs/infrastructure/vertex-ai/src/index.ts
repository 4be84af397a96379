export * from './vertex-insight-writer';
