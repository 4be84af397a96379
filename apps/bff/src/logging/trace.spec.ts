import { currentTraceId, traceIdFor, withinTrace } from './trace';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('the trace of a request', () => {
  it('is the one that the caller names', () => {
    expect(traceIdFor(`00-${TRACE}-00f067aa0ba902b7-01`)).toBe(TRACE);
  });

  it.each([
    undefined,
    '',
    'marked',
    TRACE,
    `00-${TRACE}-00f067aa0ba902b7`,
    `01-${TRACE}-00f067aa0ba902b7-01`,
    `ff-${TRACE}-00f067aa0ba902b7-01`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-00f067aa0ba902b7-01`,
    `00-${TRACE}-00f067aa0ba902b7-01\n{"level":"error"}`,
    `00-${TRACE}-00f067aa0ba902b7-01-more`,
    `00-${'a'.repeat(100_000)}-00f067aa0ba902b7-01`,
  ])('is a new one where the header says %p', (header) => {
    const traceId = traceIdFor(header);
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(traceId).not.toBe(TRACE);
    expect(traceIdFor(header)).not.toBe(traceId);
  });

  it('is known to everything that happens within it, and to nothing else', async () => {
    const seen: (string | undefined)[] = [];
    await new Promise<void>((resolve) => {
      withinTrace(TRACE, () => {
        setTimeout(() => {
          seen.push(currentTraceId());
          resolve();
        }, 1);
      });
      seen.push(currentTraceId());
    });
    expect(seen).toEqual([undefined, TRACE]);
  });
});
