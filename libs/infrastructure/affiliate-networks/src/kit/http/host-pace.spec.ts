import { InstantTimer } from '../testing/instant-timer';
import { HostPace } from './host-pace';

/** Time that stands still while everybody waits, as for requests that come at the same moment. */
class StandingTimer extends InstantTimer {
  override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(milliseconds);
    return Promise.resolve();
  }
}

describe('HostPace', () => {
  it('spaces what comes at once evenly, the first without a wait', async () => {
    const timer = new StandingTimer();
    const pace = new HostPace(timer);
    await Promise.all(Array.from({ length: 4 }, () => pace.takeTurn('one.example', 8)));
    expect(timer.sleeps).toEqual([125, 250, 375]);
  });

  it('keeps hosts apart', async () => {
    const timer = new StandingTimer();
    const pace = new HostPace(timer);
    await pace.takeTurn('one.example', 8);
    await pace.takeTurn('other.example', 8);
    expect(timer.sleeps).toEqual([]);
  });

  it('lets nobody wait for time that has passed', async () => {
    const timer = new InstantTimer();
    const pace = new HostPace(timer);
    await pace.takeTurn('one.example', 8);
    await timer.sleep(1_000);
    await pace.takeTurn('one.example', 8);
    expect(timer.sleeps).toEqual([1_000]);
  });

  it('ends a wait with the reason to stop', async () => {
    const pace = new HostPace(new StandingTimer());
    const signal = AbortSignal.abort(new Error('the process stops'));
    await pace.takeTurn('one.example', 8, signal);
    await expect(pace.takeTurn('one.example', 8, signal)).rejects.toThrow('the process stops');
  });
});
