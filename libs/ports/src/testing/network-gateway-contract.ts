import { timeZone } from '@tributary/domain';
import type { NetworkDescription } from '../network-catalog';
import type { NetworkGateway, RawRow } from '../network-gateway';
import {
  CredentialsRejected,
  NetworkError,
  NetworkUnavailable,
  PermissionMissing,
  RateLimited,
  UnexpectedResponse,
} from '../network.error';
import {
  failureOf,
  type NetworkGatewayHarness,
  type NetworkFault,
  readAll,
  secretsIn,
} from './network-reading';

/**
 * What every affiliate network must do, however it spells its rows. Run it against a recorded network:
 * `load` gives the recording, each test starts a fresh one.
 */
export function describeNetworkGatewayContract(name: string, load: () => NetworkGatewayHarness): void {
  describe(`${name} as a NetworkGateway`, () => {
    describeDescription(() => load().description);
    describeReading(load);
    describeFaults(load);
    describeCredentialCheck(load);
  });
}

function describeDescription(load: () => NetworkDescription): void {
  it('names its credential fields once each, with label and hint, and asks for at least one', () => {
    const fields = load().credentialFields;
    expect(fields.some((field) => field.required)).toBe(true);
    expect(new Set(fields.map((field) => field.name)).size).toBe(fields.length);
    for (const field of fields) {
      expect(field.name).toMatch(/^[a-z][A-Za-z0-9]*$/);
      expect(field.label.trim()).not.toBe('');
      expect(field.hint.trim()).not.toBe('');
      expect(() => new RegExp(field.pattern ?? '', 'u')).not.toThrow();
      expect(field.options?.length).not.toBe(0);
    }
  });

  it('tells a person how to get the key, and has a two-letter badge', () => {
    const { keySteps, monogram, name } = load();
    expect(keySteps.length).toBeGreaterThan(0);
    expect(monogram).toMatch(/^[A-Z][A-Za-z0-9]$/);
    expect(name.trim()).not.toBe('');
  });

  it('has a known time zone and re-reads deeper the rarer it does', () => {
    const { timeZone: zone, reread } = load();
    expect(() => timeZone(zone)).not.toThrow();
    expect(reread.sliceDays).toBeGreaterThan(0);
    expect(reread.hotDays).toBeGreaterThan(0);
    expect(reread.warmDays).toBeGreaterThanOrEqual(reread.hotDays);
    expect(reread.coldDays).toBeGreaterThanOrEqual(reread.warmDays);
  });
}

function describeReading(load: () => NetworkGatewayHarness): void {
  it('reads to the last page and gives exactly the recorded sales, reversals and totals', async () => {
    const { expected } = load();
    const reading = await withReplay(load(), null, (gateway) => readAll(gateway, load()));
    expect(reading.pages.length).toBeGreaterThan(1);
    expect(reading.sales).toEqual(byKey(expected.sales, (sale) => sale.externalOrderId));
    expect(reading.reversals).toEqual(byKey(expected.reversals, (reversal) => reversal.externalReversalId));
    expect(reading.dailyTotals).toEqual(byKey(expected.dailyTotals, (total) => total.day));
    expect(reading.rejected).toHaveLength(expected.rejectedRows);
  });

  it('gives every sale and reversal a key of its own, the same in every reading', async () => {
    const read = () => withReplay(load(), null, (gateway) => readAll(gateway, load()));
    const [first, second] = [await read(), await read()];
    expect(second.sales).toEqual(first.sales);
    expect(second.reversals).toEqual(first.reversals);
    expect(first.collidingIds).toEqual([]);
  });

  it('links each reversal to a sale it read, but for the recorded orphans', async () => {
    const reading = await withReplay(load(), null, (gateway) => readAll(gateway, load()));
    const known = new Set(reading.sales.map((sale) => sale.linkKey));
    const orphans = reading.reversals.map((one) => one.linkKey).filter((key) => !known.has(key));
    expect([...new Set(orphans)].sort()).toEqual([...load().expected.orphanLinkKeys].sort());
  });

  it('gives rows that survive storage as JSON, and reversals without a minus sign', async () => {
    await withReplay(load(), null, async (gateway) => {
      const reading = await readAll(gateway, load());
      const again = await readAll(gateway, load(), (raw) => JSON.parse(JSON.stringify(raw)) as typeof raw);
      expect(again.sales).toEqual(reading.sales);
      expect(again.reversals).toEqual(reading.reversals);
      for (const { amount, commission } of reading.reversals)
        expect(`${amount} ${commission}`).not.toContain('-');
    });
  });

  it('keeps the credentials out of the pages', async () => {
    const reading = await withReplay(load(), null, (gateway) => readAll(gateway, load()));
    expect(secretsIn(reading.pages, load())).toEqual([]);
  });

  it('identifies rows by ids alone, as it names them when it reads them, and no garbage', async () => {
    await withReplay(load(), null, async (gateway) => {
      const { pages } = await readAll(gateway, load());
      const told = pages
        .flatMap((page) => page.rows)
        .map((raw) => [gateway.identifyRow(raw), namesIn(gateway, raw)] as const);
      const identified = told.filter(([id]) => id !== null);
      expect(identified.filter(([id, names]) => names.length > 0 && !names.includes(id ?? ''))).toEqual([]);
      for (const garbage of [{}, { row: null }, { '<html>': 'Maintenance' }]) {
        expect(gateway.identifyRow(garbage)).toBeNull();
      }
    });
  });

  it('puts a row it cannot read into quarantine instead of guessing', async () => {
    await withReplay(load(), null, async (gateway) => {
      for (const garbage of [{}, { row: null }, { '<html>': 'Maintenance' }]) {
        const error = await failureOf(() => gateway.normalizeSale(garbage));
        expect(error).toBeInstanceOf(UnexpectedResponse);
        expect((error as UnexpectedResponse).retry).toBe('skip-row');
      }
    });
  });
}

/** The ids of what a row tells; none for one that cannot be read. */
function namesIn(gateway: NetworkGateway, raw: RawRow): string[] {
  try {
    const { sales, reversals, neverPaid } = gateway.normalizeSale(raw);
    const ids = [...sales.map((sale) => sale.externalOrderId), ...neverPaid];
    return [...ids, ...reversals.map((reversal) => reversal.externalReversalId)];
  } catch {
    return [];
  }
}

function describeFaults(load: () => NetworkGatewayHarness): void {
  /** What came before the fault, and the fault. */
  const readWith = (fault: NetworkFault) =>
    withReplay(load(), fault, async (gateway) => {
      let pages = 0;
      const error = await failureOf(async () => {
        for await (const page of gateway.fetchSales(load().credentials, load().window)) {
          expect(page.rows).toBeDefined();
          pages += 1;
        }
      });
      expect(error).toBeInstanceOf(NetworkError);
      expect(secretsIn(error, load())).toEqual([]);
      return { error, pages };
    });

  it('takes an HTML page with status 200 for an error, never for "no sales"', async () => {
    const { error, pages } = await readWith('html-page');
    expect(error).toBeInstanceOf(UnexpectedResponse);
    expect(pages).toBe(0);
  });

  it('hands out the pages before a failing one, then throws', async () => {
    const whole = await withReplay(load(), null, (gateway) => readAll(gateway, load()));
    const { error, pages } = await readWith('last-page-fails');
    expect(error).toBeInstanceOf(NetworkUnavailable);
    expect(pages).toBeGreaterThan(0);
    expect(pages).toBeLessThan(whole.pages.length);
  });

  it('tells a refused key, in the network’s words', async () => {
    const { error, pages } = await readWith('refused-key');
    expect([CredentialsRejected, PermissionMissing]).toContain((error as Error).constructor);
    expect((error as Error).message).toContain(load().expected.refusalWords);
    expect(pages).toBe(0);
  });

  it('comes back later when the network asks for fewer requests', async () => {
    const { error } = await readWith('too-many-requests');
    expect(error).toBeInstanceOf(RateLimited);
    expect((error as RateLimited).retryAt).toBeInstanceOf(Date);
  });

  it('takes lasting server errors for an outage', async () => {
    const { error, pages } = await readWith('server-errors');
    expect(error).toBeInstanceOf(NetworkUnavailable);
    expect(pages).toBe(0);
  });

  it('stops when told to, while reading and while waiting', async () => {
    const whole = await withReplay(load(), null, (gateway) => readAll(gateway, load()));
    expect(await withReplay(load(), null, (gateway) => pagesUntilAborted(gateway, load(), 1))).toBeLessThan(
      whole.pages.length,
    );
    expect(await withReplay(load(), 'silence', (gateway) => pagesUntilAborted(gateway, load(), 0))).toBe(0);
  });
}

function describeCredentialCheck(load: () => NetworkGatewayHarness): void {
  it('tells the person who typed the key what it opens, and recognises the account', async () => {
    const check = () =>
      withReplay(load(), null, (gateway) => gateway.validateCredentials(load().credentials));
    const [first, second] = [await check(), await check()];
    expect(first.summary.trim()).not.toBe('');
    expect(secretsIn(first.summary, load())).toEqual([]);
    expect(first.accountIdentity.trim()).not.toBe('');
    expect(second.accountIdentity).toBe(first.accountIdentity);
  });

  it.each([
    ['refused-key', [CredentialsRejected, PermissionMissing]],
    ['html-page', [UnexpectedResponse]],
    ['server-errors', [NetworkUnavailable]],
    ['too-many-requests', [RateLimited]],
  ] as const)('checks no key as good under the fault %s', async (fault, classes) => {
    const error = await withReplay(load(), fault, (gateway) =>
      failureOf(() => gateway.validateCredentials(load().credentials)),
    );
    expect(classes).toContain((error as Error).constructor);
    expect(secretsIn(error, load())).toEqual([]);
  });
}

async function withReplay<T>(
  harness: NetworkGatewayHarness,
  fault: NetworkFault | null,
  use: (gateway: NetworkGateway) => Promise<T>,
): Promise<T> {
  const replay = await harness.start(fault);
  try {
    return await use(replay.gateway);
  } finally {
    await replay.stop();
  }
}

/** Aborts after that many pages, or, for none, while the first one is awaited. */
async function pagesUntilAborted(
  gateway: NetworkGateway,
  harness: NetworkGatewayHarness,
  after: number,
): Promise<number> {
  const controller = new AbortController();
  if (after === 0)
    setTimeout(() => {
      controller.abort();
    }, 50);
  let pages = 0;
  await failureOf(async () => {
    for await (const page of gateway.fetchSales(harness.credentials, harness.window, controller.signal)) {
      expect(page.origin).not.toBe('');
      pages += 1;
      if (pages === after) controller.abort();
    }
  });
  expect(controller.signal.aborted).toBe(true);
  return pages;
}

function byKey<T>(list: readonly T[], key: (one: T) => string): T[] {
  return [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
