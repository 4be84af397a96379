import type { AuditFilter } from '@tributary/ports';
import { InMemoryAuditReader, InMemoryAuditTrail } from '@tributary/ports/testing';
import { ExportAuditEntries } from './export-audit-entries';
import { ListAuditEntries, MAX_AUDIT_PAGE } from './list-audit-entries';
import { system, unaskedEntry } from './unasked-entry';

const EVERYTHING: AuditFilter = { memberId: null, groups: [], target: null, from: null, until: null };

async function trailOf(count: number): Promise<InMemoryAuditReader> {
  const trail = new InMemoryAuditTrail();
  for (let n = 1; n <= count; n += 1) {
    await trail.record(unaskedEntry('agency', system('spec'), { action: `step.n${n}`, target: null }));
  }
  return new InMemoryAuditReader(trail);
}

describe('ListAuditEntries', () => {
  it('gives every entry once, newest first, and says when there are no more', async () => {
    const list = new ListAuditEntries(await trailOf(5));
    const found: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<ListAuditEntries['run']>> = await list.run('agency', EVERYTHING, {
        limit: 2,
        after,
      });
      found.push(...page.entries.map(({ action }) => action));
      after = page.next;
    } while (after !== null);
    expect(found).toEqual(['step.n5', 'step.n4', 'step.n3', 'step.n2', 'step.n1']);
  });

  it('gives no more than the largest page, whatever is asked', async () => {
    const list = new ListAuditEntries(await trailOf(MAX_AUDIT_PAGE + 1));
    const page = await list.run('agency', EVERYTHING, { limit: 1e9, after: null });
    expect(page.entries).toHaveLength(MAX_AUDIT_PAGE);
    expect(page.next).not.toBeNull();
  });
});

describe('ExportAuditEntries', () => {
  const all = async (count: number, most: number) => {
    const pages = await new ExportAuditEntries(await trailOf(count), most).run('agency', EVERYTHING);
    const sizes: number[] = [];
    const seen = new Set<string>();
    for await (const page of pages) {
      sizes.push(page.length);
      for (const { id } of page) seen.add(id);
    }
    return { sizes, entries: seen.size };
  };

  it('gives everything, a page at a time', async () => {
    expect(await all(2_300, 2_300)).toEqual({ sizes: [1_000, 1_000, 300], entries: 2_300 });
    expect(await all(1_000, 1_000)).toEqual({ sizes: [1_000, 0], entries: 1_000 });
    expect(await all(0, 10)).toEqual({ sizes: [0], entries: 0 });
  });

  it('refuses more than one file takes before it gives any', async () => {
    await expect(all(11, 10)).rejects.toMatchObject({
      code: 'not-possible-now',
      message: 'More than 10 entries match. Choose a shorter period.',
    });
  });
});
