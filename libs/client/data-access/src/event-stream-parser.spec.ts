import { EventStreamParser } from './event-stream-parser';

const STREAM = ': hello\n\nevent: sync-progress\ndata: {"a":1}\n\ndata: one\ndata:two\n\n';

describe('EventStreamParser', () => {
  it('reads events, leaves out comments, joins data lines', () => {
    expect(new EventStreamParser().push(STREAM)).toEqual([
      { event: 'sync-progress', data: '{"a":1}' },
      { event: 'message', data: 'one\ntwo' },
    ]);
  });

  it('gives the same events wherever the stream is cut', () => {
    const whole = new EventStreamParser().push(STREAM);
    for (let cut = 0; cut <= STREAM.length; cut += 1) {
      const parser = new EventStreamParser();
      const parts = [...parser.push(STREAM.slice(0, cut)), ...parser.push(STREAM.slice(cut))];
      expect(parts).toEqual(whole);
    }
  });

  it('waits for the end of an event', () => {
    const parser = new EventStreamParser();

    expect(parser.push('data: half')).toEqual([]);
    expect(parser.push('\r\n\r\n')).toEqual([{ event: 'message', data: 'half' }]);
  });
});
