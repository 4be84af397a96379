import { ReplayMarks } from './replay-marks';

describe('ReplayMarks', () => {
  function marked() {
    const marks = new ReplayMarks();
    marks.add(100n, 1_000);
    marks.add(100n, 2_000);
    marks.add(180n, 3_000);
    marks.add(260n, 4_000);
    return marks;
  }

  it.each([
    [260n, 0],
    [300n, 0],
    [259n, 1_000],
    [100n, 2_000],
    [99n, 4_000],
  ])('tell how long ago the primary wrote what a replica at %s lacks: %s ms', (replayed, lag) => {
    expect(marked().lagMs(replayed, 5_000)).toBe(lag);
  });

  it('call a replica up to date for as long as nobody writes', () => {
    const marks = marked();
    marks.add(260n, 60_000);
    expect(marks.lagMs(260n, 90_000)).toBe(0);
  });

  it('keep no more than they need', () => {
    const marks = new ReplayMarks();
    for (let at = 1; at <= 1_000; at += 1) marks.add(BigInt(at), at);
    expect(marks.lagMs(0n, 1_000)).toBe(239);
  });
});
