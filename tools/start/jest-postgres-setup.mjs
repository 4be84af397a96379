import { startPostgres } from './embedded-postgres.mjs';

/** Jest global setup: one throw-away Postgres for all integration specs, unless TEST_POSTGRES_URL names one. */
export default async function setup() {
  if (process.env.TEST_POSTGRES_URL) return;
  const server = await startPostgres();
  process.env.TEST_POSTGRES_URL = server.url();
  globalThis.testPostgres = server;
}
