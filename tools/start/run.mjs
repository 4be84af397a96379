// Runs a tool on a Node the stack supports: this one when new enough, otherwise the one from node_modules.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const ok = ([major, minor]) => (major === 22 && minor >= 23) || (major === 24 && minor >= 15) || major >= 26;
const os = process.platform === 'win32' ? 'win' : process.platform;
const own = join(
  root,
  'node_modules',
  `node-${os}-${process.arch}`,
  'bin',
  os === 'win' ? 'node.exe' : 'node',
);
const node = ok(process.versions.node.split('.').map(Number)) ? process.execPath : own;
if (!existsSync(node)) {
  console.error(`Node 24 is needed (found ${process.version}, no bundled copy for ${os}-${process.arch}).`);
  process.exit(1);
}
const env = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH };
const child = spawn(node, process.argv.slice(2), { stdio: 'inherit', env });
for (const s of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(s, () => child.kill(s));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) child.kill('SIGTERM');
}, 500).unref();
