import { Logger } from '@nestjs/common';
import { WriteInsights } from '@tributary/application';
import { InsightsOnceQuiet } from './insights-once-quiet';

class Insights extends WriteInsights {
  readonly agencies: string[] = [];
  failsOnce = false;

  constructor() {
    super({} as never);
  }

  override run(agencyId: string): Promise<number> {
    this.agencies.push(agencyId);
    if (!this.failsOnce) return Promise.resolve(1);
    this.failsOnce = false;
    return Promise.reject(new Error('the model is away'));
  }
}

describe('InsightsOnceQuiet', () => {
  let insights: Insights;
  let once: InsightsOnceQuiet;

  beforeEach(() => {
    jest.useFakeTimers();
    insights = new Insights();
    once = new InsightsOnceQuiet(insights, { quietMs: 1_000, longestMs: 2_500 });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('writes once for many accounts of an agency, after the last of them', async () => {
    once.changed('one');
    once.changed('other');
    await jest.advanceTimersByTimeAsync(900);
    once.changed('one');
    await jest.advanceTimersByTimeAsync(900);
    expect(insights.agencies).toEqual(['other']);
    await jest.advanceTimersByTimeAsync(200);
    expect(insights.agencies).toEqual(['other', 'one']);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(insights.agencies).toHaveLength(2);
  });

  it('does not wait for ever for an agency that is never quiet', async () => {
    for (let change = 0; change < 6; change += 1) {
      once.changed('one');
      await jest.advanceTimersByTimeAsync(500);
    }
    expect(insights.agencies).toEqual(['one']);
  });

  it('writes what still waits when it stops, whatever fails on the way', async () => {
    const logged: unknown[] = [];
    Logger.overrideLogger({ log: () => 0, warn: () => 0, error: (entry: unknown) => logged.push(entry) });
    insights.failsOnce = true;
    once.changed('one');
    once.changed('other');
    await once.stop();
    expect(insights.agencies).toEqual(['one', 'other']);
    expect(logged).toEqual(['Insights could not be written']);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(insights.agencies).toHaveLength(2);
  });
});
