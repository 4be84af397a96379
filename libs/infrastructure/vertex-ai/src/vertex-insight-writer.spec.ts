import { currency, type Fact } from '@tributary/domain';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { VertexInsightWriter } from './vertex-insight-writer';

const FACT: Fact = {
  id: 'f1',
  kind: 'earnings-change',
  value: '0.1200',
  unit: 'ratio',
  currency: currency('EUR'),
  subject: 'S1',
  period: { from: '2026-10-22', to: '2026-11-20' },
  comparedWith: { from: '2026-09-22', to: '2026-10-21' },
  coverage: { accounts: 6, accountsRead: 6 },
  asOf: new Date('2026-11-20T14:32:00Z'),
};

const DRAFT = { title: 'Earnings rose', body: 'By {{fact:f1}}.', factIds: ['f1'], stance: 'positive' };

interface Call {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: {
    contents: { parts: { text: string }[] }[];
    generationConfig: { responseMimeType: string; responseSchema: { type: string } };
  };
}

/** Speaks Vertex AI's generateContent over HTTP; the SDK insists on https, so fetch is pointed at it. */
async function fakeVertex(answer: { status: number; body: unknown }) {
  const calls: Call[] = [];
  const server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      calls.push({
        path: request.url ?? '',
        authorization: request.headers.authorization,
        body: JSON.parse(text) as Call['body'],
      });
      response
        .writeHead(answer.status, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer.body));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const realFetch = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    return realFetch(url.replace('https://vertex.test', `http://127.0.0.1:${port}`), init);
  };
  const stop = () => {
    globalThis.fetch = realFetch;
    server.closeAllConnections();
    server.close();
  };
  return { calls, stop };
}

function candidate(text: string) {
  return { candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP' }] };
}

function aWriter() {
  const authClient = { getAccessToken: () => Promise.resolve({ token: 'invented-token' }) };
  return new VertexInsightWriter({
    project: 'acme',
    location: 'europe-west4',
    model: 'gemini-2.5-flash',
    connection: { apiEndpoint: 'vertex.test', googleAuthOptions: { authClient: authClient as never } },
  });
}

describe('VertexInsightWriter', () => {
  let stop: (() => void) | null = null;
  afterEach(() => {
    stop?.();
  });

  it('asks for the configured model with a schema and the facts, and reads its drafts', async () => {
    const fake = await fakeVertex({ status: 200, body: candidate(JSON.stringify([DRAFT])) });
    stop = fake.stop;

    const drafts = await aWriter().write([FACT], null);

    expect(drafts).toEqual([{ ...DRAFT, suggestedAction: null }]);
    const [call] = fake.calls;
    expect(call?.path).toContain(
      '/projects/acme/locations/europe-west4/publishers/google/models/gemini-2.5-flash:generateContent',
    );
    expect(call?.authorization).toBe('Bearer invented-token');
    expect(call?.body.generationConfig).toMatchObject({
      responseMimeType: 'application/json',
      responseSchema: { type: 'ARRAY' },
    });
    expect(call?.body.contents[0]?.parts[0]?.text).toContain('"id":"f1"');
  });

  it('sends neither coverage nor the moment of reading, only what may be worded', async () => {
    const fake = await fakeVertex({ status: 200, body: candidate('[]') });
    stop = fake.stop;

    await aWriter().write([FACT], null);

    const prompt = fake.calls[0]?.body.contents[0]?.parts[0]?.text ?? '';
    expect(prompt).toContain('"subject":"S1"');
    expect(prompt).not.toContain('accountsRead');
    expect(prompt).not.toContain('14:32');
  });

  it('tells the reasons of a rejection on the second attempt', async () => {
    const fake = await fakeVertex({ status: 200, body: candidate('[]') });
    stop = fake.stop;

    await aWriter().write([FACT], ['it writes a number word']);

    expect(fake.calls[0]?.body.contents[0]?.parts[0]?.text).toContain('it writes a number word');
  });

  it.each([
    ['an answer outside the schema', { status: 200, body: candidate('[{"title":1}]') }],
    ['an answer without text', { status: 200, body: { candidates: [] } }],
    [
      'a refused call',
      { status: 403, body: { error: { code: 403, message: 'no', status: 'PERMISSION_DENIED' } } },
    ],
  ])('throws on %s', async (_, answer) => {
    const fake = await fakeVertex(answer);
    stop = fake.stop;

    await expect(aWriter().write([FACT], null)).rejects.toThrow();
  });
});
