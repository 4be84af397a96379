import { NEVER, of, throwError } from 'rxjs';
import { refusalOf } from '../../testing/refusal-of';
import { OpenStreams, STREAMS_OF_A_MEMBER } from './open-streams';

describe('OpenStreams', () => {
  const openAll = (streams: OpenStreams, member: string) =>
    Array.from({ length: STREAMS_OF_A_MEMBER }, () => streams.counted(member, NEVER).subscribe());

  it('refuses a member who has too many open, and nobody else', async () => {
    const streams = new OpenStreams();
    openAll(streams, 'ada');
    const { code, message } = await refusalOf(() => streams.counted('ada', NEVER));
    expect([code, message]).toEqual(['too-many-requests', expect.stringMatching(/Close some/) as string]);
    expect(() => streams.counted('sam', NEVER)).not.toThrow();
  });

  it('takes another one once one has ended, whatever ended it', () => {
    const streams = new OpenStreams();
    const [first] = openAll(streams, 'ada');
    first?.unsubscribe();
    streams.counted('ada', of('done')).subscribe();
    streams
      .counted(
        'ada',
        throwError(() => new Error('lost')),
      )
      .subscribe({ error: () => undefined });
    streams.counted('ada', NEVER).subscribe();
    expect(() => streams.counted('ada', NEVER)).toThrow();
  });

  it('counts what is read, not what is only offered', () => {
    const streams = new OpenStreams();
    for (let offered = 0; offered < 100; offered += 1) streams.counted('ada', NEVER);
    expect(() => streams.counted('ada', NEVER)).not.toThrow();
  });
});
