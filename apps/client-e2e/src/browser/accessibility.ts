import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@tributary/e2e-installation';
import type { Page } from 'playwright-core';

const AXE = readFileSync(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');
const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds against WCAG 2.2 AA on what is on screen: one line a violation, with the elements. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  // Through the debugger: the page's own policy lets no foreign script in.
  const debug = await page.context().newCDPSession(page);
  await debug.send('Runtime.evaluate', { expression: AXE });
  await debug.detach();
  const results = await page.evaluate(
    (tags) =>
      (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(document, {
        runOnly: tags,
        resultTypes: ['violations'],
      }),
    WCAG_22_AA,
  );
  return results.violations.map(({ id, help, nodes }) => {
    const places = nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`);
    return `${id}: ${help}\n  ${places.join('\n  ')}`;
  });
}
