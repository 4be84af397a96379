// `npm start`: the whole product on this machine. Embedded Postgres, the simulator of the six networks, and one
// process that serves the pages and the API, schedules and syncs.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  createAgencyCommand,
  createPlatformAdminCommand,
  DEMO_AGENCIES,
  DEMO_OPERATOR,
} from './demo-agency.mjs';
import { demoSecrets, demoWorld } from './demo-files.mjs';
import { prepareDemoAgency } from './demo-team.mjs';
import { freePort, startPostgres } from './embedded-postgres.mjs';
import { runStep, startProcess, stopProcess } from './processes.mjs';

const DATABASE = 'tributary';
const dataFolder = resolve(process.env.TRIBUTARY_DATA ?? 'data');
const port = process.env.PORT ?? '3000';
const isFirstStart = !existsSync(join(dataFolder, 'postgres'));
const running = [];
let isStopping = false;

async function start() {
  console.log(
    isFirstStart ? `First start: the data goes to ${dataFolder}` : `Using the data in ${dataFolder}`,
  );
  runStep('Building (unchanged parts come from the cache)', [
    'node_modules/nx/dist/bin/nx.js',
    ...['run-many', '-t', 'build', '-p', 'bff,client,network-simulator,mailbox', '--outputStyle=static'],
  ]);
  const postgres = await startPostgres({ dataFolder: join(dataFolder, 'postgres') });
  running.push({ stop: () => postgres.stop() });
  if (isFirstStart) await postgres.createDatabase(DATABASE);
  const { DATABASE_PASSWORD: password, ...secrets } = demoSecrets(join(dataFolder, 'secrets.json'));
  const env = { DATABASE_URL: postgres.url(DATABASE, { user: 'tributary_service', password }), ...secrets };
  // The owner of the tables is known to the migration alone, which makes the login of the product.
  const logins = { DATABASE_URL: env.DATABASE_URL, DATABASE_OWNER_URL: postgres.url(DATABASE) };
  runStep('Preparing the database', ['dist/apps/bff/migrate.js'], logins);
  for (const agency of DEMO_AGENCIES) {
    const command = createAgencyCommand(agency);
    runStep(`Preparing ${agency.name}`, command.args, { ...env, ...command.env });
  }
  const command = createPlatformAdminCommand(DEMO_OPERATOR);
  runStep('Preparing the platform admin', command.args, { ...env, ...command.env });
  const simulator = await startSimulator();
  const mailbox = await startMailbox();
  const mail = { SMTP_URL: mailbox.smtpUrl, MAIL_FROM: 'Tributary <tributary@localhost>' };
  const url = await startBff({ ...env, ...simulator.environment, ...mail });
  console.log('Connecting six networks for each agency, and asking its people in …');
  const accounts = [simulator.accounts, simulator.secondAccounts];
  const signIns = [];
  for (const [index, agency] of DEMO_AGENCIES.entries()) {
    const places = { baseUrl: url, mailboxUrl: mailbox.url };
    signIns.push(...(await prepareDemoAgency(places, agency, accounts[index])));
  }
  console.log(`
  Tributary is running: ${url}

${table(['Agency', 'Who', 'Role', 'E-mail', 'Password'], signIns)}

    Mailbox         ${mailbox.url}
    Platform admin  ${DEMO_OPERATOR.name}, ${DEMO_OPERATOR.email}, ${DEMO_OPERATOR.password}

  ${isFirstStart ? 'The first sync is reading two years of sales: watch it on the dashboard.' : 'Every network is read once an hour.'}
  Ctrl+C stops everything; the data stays in ${dataFolder}.
`);
}

function table(head, rows) {
  const lines = [head, head.map((word) => '─'.repeat(word.length)), ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const text = (line) => line.map((cell, column) => cell.padEnd(widths[column])).join('  ');
  return lines.map((line) => `    ${text(line)}`.trimEnd()).join('\n');
}

async function startSimulator() {
  const { start } = demoWorld(join(dataFolder, 'world.json'));
  const args = ['--port', '0', '--start', start, '--tempo', '1', '--latency-ms', '40'];
  const { child, ready } = startProcess(['dist/tools/network-simulator/main.js', ...args], {
    isReady: (line) => line.startsWith('{"url"'),
  });
  running.push({ stop: () => stopProcess(child) });
  return JSON.parse(await ready);
}

/** Every mail of the demo ends here. */
async function startMailbox() {
  const { child, ready } = startProcess(['dist/tools/mailbox/main.js'], {
    isReady: (line) => line.startsWith('{"url"'),
  });
  running.push({ stop: () => stopProcess(child) });
  return JSON.parse(await ready);
}

async function startBff(env) {
  const managementPort = await freePort();
  const { child, ready } = startProcess(['--enable-source-maps', 'dist/apps/bff/main.js'], {
    env: {
      ...env,
      PORT: port,
      BIND_ADDRESS: '127.0.0.1',
      MANAGEMENT_PORT: String(managementPort),
      CLIENT_FOLDER: resolve('dist/apps/client/browser'),
    },
    isReady: (line) => line.includes('Listening on'),
    onLine: (line) => process.env.DEBUG && console.log(line),
  });
  running.push({ stop: () => stopProcess(child) });
  await ready;
  child.on('exit', () => void stop(isStopping ? 0 : 1));
  return `http://localhost:${port}`;
}

/** Stops in the reverse order of starting: nobody may write when the database goes. */
async function stop(code) {
  if (isStopping) return;
  isStopping = true;
  for (const part of running.toReversed()) await part.stop();
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // The package of the database would stop it before those who still write, and end this process before they are gone.
  process.removeAllListeners(signal);
  process.on(signal, () => void stop(0));
}
// npm does not pass a SIGTERM through its shell: stop when the parent is gone.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) void stop(0);
}, 500).unref();

try {
  await start();
} catch (error) {
  const isTaken = String(error.message).includes('EADDRINUSE');
  console.error(isTaken ? `Port ${port} is taken. Choose another: PORT=3001 npm start` : error.message);
  await stop(1);
}
