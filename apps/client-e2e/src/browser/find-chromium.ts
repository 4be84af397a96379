import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '@tributary/e2e-installation';

export interface ChromiumBuild {
  readonly executablePath: string;
  /** Variables it needs beside the usual ones. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Value of CHROME_PATH that asks for the browser of the npm package even where another one is installed. */
const PACKAGED = 'packaged';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The browser that CHROME_PATH names, else an installed one, else the one inside the npm package.
 * @throws {Error} saying what to do when there is none: browser tests never pass by not running.
 */
export async function findChromium(): Promise<ChromiumBuild> {
  const asked = process.env.CHROME_PATH ?? '';
  if (asked === PACKAGED) return packagedChromium();
  if (asked !== '') {
    if (!existsSync(asked)) throw new Error(`CHROME_PATH names ${asked}, but there is no such file.`);
    return { executablePath: asked, environment: {} };
  }
  const installed = USUAL_PLACES.find((place) => existsSync(place));
  return installed === undefined ? packagedChromium() : { executablePath: installed, environment: {} };
}

/** Unpacked once and kept beside the packages: spec files that run at the same time share it. */
async function packagedChromium(): Promise<ChromiumBuild> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium was found. Install Chrome or Chromium, or name one in CHROME_PATH.');
  }
  const home = join(ROOT, 'node_modules/.cache', `chromium-${packageVersion()}`);
  if (!existsSync(home)) await unpackInto(home);
  return {
    executablePath: join(home, 'chromium'),
    // It brings its own libraries and a font, so that a bare machine needs nothing else.
    environment: { LD_LIBRARY_PATH: join(home, 'al2023/lib'), FONTCONFIG_FILE: join(home, 'own-fonts.conf') },
  };
}

/** It appears whole or not at all: of several that unpack at the same time one wins. */
async function unpackInto(home: string): Promise<void> {
  await mkdir(join(home, '..'), { recursive: true });
  const draft = await mkdtemp(`${home}-`);
  try {
    const script = join(import.meta.dirname, 'unpack-chromium.mjs');
    await promisify(execFile)(process.execPath, [script], { env: { ...process.env, TMPDIR: draft } });
    await writeFile(join(draft, 'own-fonts.conf'), fontSettings(home));
    await rename(draft, home).catch((error: unknown) => {
      if (!existsSync(home)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** The package's own settings look for its font in /tmp, and without any font Chromium falls over its first field. */
function fontSettings(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts/fonts')}</dir>
  <cachedir>${join(home, 'font-cache')}</cachedir>
</fontconfig>
`;
}

function packageVersion(): string {
  const file = join(ROOT, 'node_modules/@sparticuz/chromium/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
