import { serveFleetNetwork } from './fleet-network';

/** A process of its own, so that answering takes no time of who asks. Says its address and ends with its parent. */
const url = await serveFleetNetwork({ latencyMs: Number(process.argv[2] ?? 300) });
process.stdout.write(`${url}\n`);
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(0);
}, 500);
