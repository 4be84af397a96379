// Runs a script on a Node the stack supports: this one when new enough, otherwise the one from node_modules.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const isSupported = ([major, minor]) => (major === 24 && minor >= 15) || major >= 26;
const os = process.platform === 'win32' ? 'win' : process.platform;
const binary = os === 'win' ? 'node.exe' : 'node';
const bundled = join(root, 'node_modules', `node-${os}-${process.arch}`, 'bin', binary);
const node = isSupported(process.versions.node.split('.').map(Number)) ? process.execPath : bundled;
if (!existsSync(node)) {
  console.error(
    `Node 24.15 or newer is needed: this is ${process.version}, and there is no bundled copy for ${os}-${process.arch}.`,
  );
  process.exit(1);
}
const env = { ...process.env, NX_DAEMON: 'false', PATH: dirname(node) + delimiter + process.env.PATH };
const child = spawn(node, process.argv.slice(2), { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

// npm does not pass a SIGTERM through its shell: stop when the parent is gone.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) child.kill('SIGTERM');
}, 500).unref();
