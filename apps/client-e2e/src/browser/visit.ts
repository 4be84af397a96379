import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '@tributary/e2e-installation';
import type { BrowserContext, Locator, Page, Response } from 'playwright-core';

export interface Person {
  readonly email: string;
  readonly password: string;
}

const PICTURES = join(ROOT, 'tmp/client-e2e');
const PATIENCE_MS = 20_000;
/** An address of the product where the browser itself shows an empty page. */
const DOORSTEP = '/doorstep';
const EMPTY_PAGE = { contentType: 'text/html', body: '<link rel="icon" href="data:,">' };

/** One person's browser window, and everything that went wrong in it unasked. */
export class Visit {
  /** Console errors, uncaught errors, broken content security policy, failed and refused requests. */
  readonly complaints: string[] = [];
  private readonly refusals: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly baseUrl: string,
  ) {}

  static async begin(context: BrowserContext, baseUrl: string): Promise<Visit> {
    context.setDefaultTimeout(PATIENCE_MS);
    const visit = new Visit(await context.newPage(), baseUrl);
    await visit.watch();
    return visit;
  }

  /** The network's or the server's own "no" is part of this story: neither it nor its line in the console is a fault. */
  expectRefusal(path: string): void {
    this.refusals.push(path);
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.baseUrl + path);
  }

  async signIn({ email, password }: Person, home = '/dashboard'): Promise<void> {
    await this.open('/sign-in');
    await this.fillSignIn({ email, password });
    await this.arrivesAt(home);
  }

  /**
   * With the session of somebody who signed in earlier, and nothing of the product opened yet. For stories that are not about
   * signing in: the page for it and the one behind it need not be loaded.
   */
  async comeBack({ email, password }: Person): Promise<void> {
    await this.page.route(this.baseUrl + DOORSTEP, (route) => route.fulfill(EMPTY_PAGE));
    await this.open(DOORSTEP);
    const status = await this.page.evaluate(async (body) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/api/v1/auth/sign-in', { method: 'POST', headers, body });
      localStorage.setItem('tributary.session', 'open');
      return answer.status;
    }, JSON.stringify({ email, password }));
    if (status !== 200) throw new Error(`${email} was not signed in: ${status}`);
  }

  async fillSignIn({ email, password }: Person): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  /** Waits until the address is this path, with this query when one is given. */
  async arrivesAt(path: string): Promise<void> {
    const isThere = (url: URL) => (path.includes('?') ? url.pathname + url.search : url.pathname) === path;
    await this.page.waitForURL(isThere);
  }

  /** Waits until the text is there to be seen. */
  async shows(text: string | RegExp, within?: Locator): Promise<void> {
    await (within ?? this.page).getByText(text).first().waitFor();
  }

  button(name: string | RegExp, within?: Locator): Locator {
    return (within ?? this.page).getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** What has the focus, as its accessible name or text. */
  async focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent.trim() ?? '';
    });
  }

  /** @returns the path of the file, in the folder for things that nobody keeps. */
  async picture(name: string): Promise<string> {
    const path = join(PICTURES, `${name.replaceAll(/[^\w-]+/g, '-')}.png`);
    await mkdir(PICTURES, { recursive: true });
    await this.page.screenshot({ path, animations: 'disabled' });
    return path;
  }

  /** A picture to look at, where the environment asks for them by E2E_PICTURES=1. */
  async illustrate(name: string): Promise<void> {
    if (process.env.E2E_PICTURES === '1') await this.picture(name);
  }

  async end(): Promise<void> {
    await this.page.context().close();
  }

  private async watch(): Promise<void> {
    const { page } = this;
    page.on('pageerror', (error) => this.complaints.push(`Uncaught: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() !== 'error' || this.isExpected(message.location().url)) return;
      this.complaints.push(`Console: ${message.text()} (${message.location().url})`);
    });
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      // Leaving a page ends what is under way on it.
      if (reason !== 'net::ERR_ABORTED') this.complaints.push(`Failed: ${request.url()} ${reason}`);
    });
    page.on('response', (response) => {
      this.judge(response);
    });
    await page.exposeFunction('reportViolation', (text: string) => this.complaints.push(`Policy: ${text}`));
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
        const { reportViolation } = globalThis as unknown as { reportViolation: (text: string) => void };
        reportViolation(`${violatedDirective} ${blockedURI} ${sample}`);
      });
    });
  }

  private judge(response: Response): void {
    if (response.status() < 400 || this.isExpected(response.url())) return;
    this.complaints.push(`Refused: ${response.status()} ${response.url()}`);
  }

  private isExpected(url: string): boolean {
    return this.refusals.some((refusal) => url.endsWith(refusal));
  }
}
