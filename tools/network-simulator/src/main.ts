import { parseArgs } from 'node:util';
import { AGENCY_ACCOUNTS, SECOND_AGENCY_ACCOUNTS } from './demo-accounts';
import { type SimulatorOptions } from './options';
import { productEnvironment } from './product-environment';
import { startSimulator } from './start-simulator';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    seed: { type: 'string' },
    start: { type: 'string' },
    'sales-per-day': { type: 'string' },
    tempo: { type: 'string' },
    'latency-ms': { type: 'string' },
    'token-lifetime-seconds': { type: 'string' },
    'no-limits': { type: 'boolean' },
  },
});

function number(name: keyof typeof values, fallback: number): number {
  const text = values[name];
  if (text === undefined) return fallback;
  const given = Number(text);
  if (!Number.isFinite(given)) throw new RangeError(`--${name} must be a number.`);
  return given;
}

const options: SimulatorOptions = {
  port: number('port', 0),
  seed: number('seed', 42),
  salesPerDay: number('sales-per-day', 8),
  tempo: number('tempo', 0),
  latencyMs: number('latency-ms', 0),
  tokenLifetimeSeconds: number('token-lifetime-seconds', 86_400),
  limits: values['no-limits'] !== true,
  ...(values.host !== undefined && { host: values.host }),
  ...(values.start !== undefined && { start: values.start }),
};

const simulator = await startSimulator(options);
const { url } = simulator;
const launch = {
  url,
  accounts: AGENCY_ACCOUNTS,
  secondAccounts: SECOND_AGENCY_ACCOUNTS,
  environment: productEnvironment(url),
};
process.stdout.write(`${JSON.stringify(launch)}\n`);

async function stop(): Promise<void> {
  await simulator.stop();
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());

/** A launcher that was killed cannot say good-bye: its child notices by its new parent. */
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) void stop();
}, 500).unref();
