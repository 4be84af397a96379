import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { NetworkFault } from '@tributary/ports/testing';
import type {
  ContractFixture,
  RecordedExchange,
  RecordedRequest,
  RecordedResponse,
} from './contract-fixture';

interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
}

export interface ReplayServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly origin: string;
  /** Every request so far, oldest first. */
  readonly requests: readonly SeenRequest[];
  close(): Promise<void>;
}

type Answer = RecordedResponse | 'nothing';

/** Says so when a recording has no answer; a server error, so that it never passes for data. */
const NO_RECORDING = 599;

/** Answers recorded exchanges on a free port of this machine, with one fault if asked for. */
export async function startReplayServer(
  fixture: Pick<ContractFixture, 'exchanges' | 'check' | 'refused'>,
  fault: NetworkFault | null = null,
): Promise<ReplayServer> {
  const requests: SeenRequest[] = [];
  const recording = new Recording(fixture, fault);
  const server = createServer((incoming, outgoing) => {
    seen(incoming).then(
      (request) => {
        requests.push(request);
        send(outgoing, recording.answer(request));
      },
      // The client hung up in mid-request.
      () => outgoing.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

class Recording {
  private readonly used = new Map<RecordedExchange, number>();

  constructor(
    private readonly fixture: Pick<ContractFixture, 'exchanges' | 'check' | 'refused'>,
    private readonly fault: NetworkFault | null,
  ) {}

  answer(request: SeenRequest): Answer {
    if (this.fault === 'refused-key') return this.fixture.refused;
    const exchange = this.find(request);
    if (!exchange) return { status: NO_RECORDING, body: this.nearest(request) };
    this.used.set(exchange, (this.used.get(exchange) ?? 0) + 1);
    return this.faulty(exchange, request) ?? exchange.response;
  }

  private get all(): RecordedExchange[] {
    return [...this.fixture.exchanges, ...this.fixture.check];
  }

  private find(request: SeenRequest): RecordedExchange | undefined {
    return this.all.find(
      (one) =>
        (this.used.get(one) ?? 0) < (one.times ?? Infinity) && differences(one.request, request).length === 0,
    );
  }

  private faulty(exchange: RecordedExchange, request: SeenRequest): Answer | null {
    if (this.fault === null || this.fault === 'refused-key' || exchange.signIn) return null;
    const last = this.fixture.exchanges.findLast((one) => !one.signIn);
    if (this.fault === 'last-page-fails') return exchange === last ? serverError(request) : null;
    return FAULTS[this.fault](request);
  }

  private nearest(request: SeenRequest): string {
    const ranked = this.all
      .map((one) => ({ one, parts: differences(one.request, request) }))
      .sort((a, b) => a.parts.length - b.parts.length);
    const [best] = ranked;
    if (!best) return 'Nothing is recorded.';
    const isSpent = best.parts.length === 0;
    return `Not recorded: ${isSpent ? `${best.one.request.path} is used up` : best.parts.join('; ')}`;
  }
}

/** Each echoes what it was sent, as careless servers do: nothing of it may reach an error. */
const FAULTS: Readonly<
  Record<Exclude<NetworkFault, 'refused-key' | 'last-page-fails'>, (request: SeenRequest) => Answer>
> = {
  'html-page': (request) => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: `<html><title>Maintenance</title><p>${echo(request)}</p></html>`,
  }),
  'too-many-requests': (request) => ({
    status: 429,
    headers: { 'retry-after': '300' },
    body: { message: `Too many requests ${echo(request)}` },
  }),
  'server-errors': serverError,
  silence: () => 'nothing',
};

function serverError(request: SeenRequest): RecordedResponse {
  return { status: 500, body: `Internal error ${echo(request)}` };
}

function echo({ headers, query, form }: SeenRequest): string {
  const { host, connection, 'user-agent': agent, 'accept-encoding': encoding, ...telling } = headers;
  return (
    Object.values({ ...telling, ...query, ...form }).join(' ') + [host, connection, agent, encoding].join(' ')
  );
}

function differences(recorded: RecordedRequest, request: SeenRequest): string[] {
  const isSameLine = recorded.path === request.path && recorded.method === request.method;
  return [
    ...(isSameLine ? [] : [`${request.method} ${request.path} is not ${recorded.method} ${recorded.path}`]),
    ...differing('query', recorded.query, request.query),
    ...differing('header', recorded.headers, request.headers),
    ...differing('form', recorded.form, request.form),
  ];
}

function differing(
  kind: string,
  recorded: Readonly<Record<string, string | null>> = {},
  seenValues: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(recorded)
    .filter(([name, value]) => (seenValues[name] ?? null) !== value)
    .map(([name, value]) => `${kind} ${name} is ${seenValues[name] ?? 'absent'}, not ${value ?? 'absent'}`);
}

async function seen(incoming: IncomingMessage): Promise<SeenRequest> {
  const url = new URL(incoming.url ?? '/', 'http://replay.test');
  const body = await text(incoming);
  const isForm = incoming.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return {
    method: incoming.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    ),
    form: isForm ? Object.fromEntries(new URLSearchParams(body)) : {},
  };
}

function send(outgoing: ServerResponse, answer: Answer): void {
  if (answer === 'nothing') return;
  const isText = typeof answer.body === 'string';
  outgoing.writeHead(answer.status, {
    'content-type': isText ? 'text/plain' : 'application/json',
    ...answer.headers,
  });
  outgoing.end(isText || answer.body === undefined ? answer.body : JSON.stringify(answer.body));
}
