export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/** Cuts a `text/event-stream` into events, however the bytes arrive (HTML standard, 9.2.6). */
export class EventStreamParser {
  private rest = '';

  /** Feed decoded text; answers the events that are complete now. */
  push(text: string): StreamEvent[] {
    this.rest += text;
    const events: StreamEvent[] = [];
    for (;;) {
      const end = /\r\n\r\n|\n\n|\r\r/.exec(this.rest);
      if (end === null) return events;
      const event = readBlock(this.rest.slice(0, end.index));
      this.rest = this.rest.slice(end.index + end[0].length);
      if (event !== null) events.push(event);
    }
  }
}

function readBlock(block: string): StreamEvent | null {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') event = value;
    if (name === 'data') data.push(value);
  }
  return data.length === 0 ? null : { event, data: data.join('\n') };
}
