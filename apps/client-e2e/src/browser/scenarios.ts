import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { findChromium } from './find-chromium';
import { Visit } from './visit';

export type Scenario = (name: string, story: (visit: Visit) => Promise<void>) => void;

/** No request of the browser's own, and no wish for a graphics card. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const DESKTOP = { width: 1440, height: 900 };

/**
 * One browser for the spec file; each scenario gets a window of its own. It fails when its story fails or when
 * anything went wrong in the window meanwhile, and names a picture of what was on screen.
 */
export function inBrowser(baseUrl: () => string): Scenario {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);

  afterAll(async () => {
    await browser.close();
  });

  return (name, story) => {
    it(name, () => play(name, story));
  };

  async function play(name: string, story: (visit: Visit) => Promise<void>): Promise<void> {
    const options: BrowserContextOptions = {
      viewport: DESKTOP,
      colorScheme: 'light',
      reducedMotion: 'reduce',
      locale: 'en-GB',
    };
    const visit = await Visit.begin(await browser.newContext(options), baseUrl());
    try {
      await story(visit);
      expect(visit.complaints).toEqual([]);
    } catch (error) {
      throw await illustrated(error, visit, name);
    } finally {
      await visit.end();
    }
  }
}

async function launch(): Promise<Browser> {
  const { executablePath, environment } = await findChromium();
  return chromium.launch({
    executablePath,
    headless: true,
    // It sees nothing but our own pages, and as root or in a container it does not start with its sandbox.
    chromiumSandbox: false,
    args: QUIET,
    env: { ...definedOnly(process.env), ...environment },
  });
}

async function illustrated(error: unknown, visit: Visit, name: string): Promise<Error> {
  const cause = error instanceof Error ? error : new Error(String(error));
  const picture = await visit.picture(name).catch(() => 'none, the window was gone');
  const unasked =
    visit.complaints.length === 0 ? '' : `\nGone wrong meanwhile: ${visit.complaints.join('; ')}`;
  const frames = cause.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  cause.message += `${unasked}\nAt ${visit.page.url()}, picture: ${picture}`;
  cause.stack = [`${cause.name}: ${cause.message}`, ...frames].join('\n');
  return cause;
}

function definedOnly(variables: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
