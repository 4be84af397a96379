import type { RawPage } from '@tributary/ports';
import { SettableClock } from '@tributary/ports/testing';
import { WaitingPages } from './waiting-pages';

const page = (rows: number): RawPage => ({
  rows: Array.from({ length: rows }, (_, id) => ({ id })),
  origin: 'script',
});

describe('WaitingPages', () => {
  let clock: SettableClock;
  let waiting: WaitingPages;

  beforeEach(() => {
    clock = new SettableClock('2026-03-14T12:00:00Z');
    waiting = new WaitingPages(clock);
  });

  it('hands out the pages in their order, with their bytes, and is empty then', () => {
    const [first, second] = [page(1), page(2)];
    waiting.add(first);
    waiting.add(second);
    const taken = waiting.takeOut();
    expect(taken.map(({ rows }) => rows)).toEqual([first.rows, second.rows]);
    expect(taken.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual([
      '[{"id":0}]',
      '[{"id":0},{"id":1}]',
    ]);
    expect(waiting.isEmpty).toBe(true);
  });

  it('is due once the first of them has waited a second, or they have 500 rows', () => {
    waiting.add(page(499));
    expect(waiting.isDue).toBe(false);
    clock.advance(999);
    expect(waiting.isDue).toBe(false);
    clock.advance(1);
    expect(waiting.isDue).toBe(true);
    waiting.takeOut();
    waiting.add(page(499));
    expect(waiting.isDue).toBe(false);
    waiting.add(page(1));
    expect(waiting.isDue).toBe(true);
  });
});
