// Unpacks the Chromium of @sparticuz/chromium, and the libraries it needs, into the folder that TMPDIR names:
// the package knows no other way to be told where to.
import chromium, { inflate } from '@sparticuz/chromium';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));
await chromium.executablePath();
await inflate(join(packages, 'bin/al2023.tar.br'));
