import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { CredentialsRejected, NetworkError, NetworkUnavailable, UnexpectedResponse } from '@tributary/ports';
import { type Dispatcher, request as undiciRequest } from 'undici';
import type { NetworkRequest, NetworkResponse } from '../network-http';
import type { HttpLimits } from './http-limits';
import { networkWords, quoted } from './network-words';
import type { Redact } from './redaction';

const DECODERS: Readonly<
  Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>
> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** One request on the wire: deadlines and size cap, no pacing, no retry. */
export class Transport {
  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly limits: HttpLimits,
  ) {}

  /**
   * @throws {NetworkUnavailable} when no whole answer came in time.
   * @throws {UnexpectedResponse} when the answer is too large.
   * @throws the reason of `request.signal` when it aborts.
   */
  async exchange(request: NetworkRequest, redact: Redact): Promise<NetworkResponse> {
    const deadline = AbortSignal.timeout(this.limits.totalMs);
    const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
    try {
      const answer = await undiciRequest(request.url, {
        dispatcher: this.dispatcher,
        method: request.method,
        headers: headersOf(request),
        body: request.form ? new URLSearchParams(request.form).toString() : null,
        signal,
      });
      const headers = flatten(answer.headers);
      const text = await this.readText(answer.body, headers['content-encoding'], request.networkName);
      return responseOf({ status: answer.statusCode, headers, text }, request.networkName, redact);
    } catch (error) {
      request.signal?.throwIfAborted();
      throw failureOf(error, request.networkName, redact);
    }
  }

  private async readText(
    body: AsyncIterable<Buffer>,
    encoding: string | undefined,
    name: string,
  ): Promise<string> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > this.limits.maxBodyBytes) throw tooLarge(name);
      chunks.push(chunk);
    }
    return (await this.decode(Buffer.concat(chunks), encoding, name)).toString('utf8');
  }

  private async decode(bytes: Buffer, encoding: string | undefined, name: string): Promise<Buffer> {
    const coding = (encoding ?? 'identity').trim().toLowerCase();
    if (coding === 'identity' || bytes.length === 0) return bytes;
    const decoder = DECODERS[coding];
    if (!decoder) throw new UnexpectedResponse(`${name} answered in an encoding nobody asked for.`);
    try {
      return await decoder(bytes, { maxOutputLength: this.limits.maxBodyBytes });
    } catch (error) {
      if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(name);
      throw new NetworkUnavailable(`${name} sent a damaged answer.`);
    }
  }
}

function headersOf(request: NetworkRequest): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-encoding': 'gzip, deflate, br',
    'user-agent': 'Tributary/1',
    ...(request.form && { 'content-type': 'application/x-www-form-urlencoded' }),
    ...Object.fromEntries(
      Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    ),
  };
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

function responseOf(
  wire: Pick<NetworkResponse, 'status' | 'headers' | 'text'>,
  name: string,
  redact: Redact,
): NetworkResponse {
  return {
    ...wire,
    json: () => {
      if (wire.text.trim() === '') return null;
      try {
        return JSON.parse(wire.text) as unknown;
      } catch {
        const words = quoted(networkWords(wire.text, redact));
        throw new UnexpectedResponse(`${name} answered with a page instead of data.${words}`);
      }
    },
  };
}

function failureOf(error: unknown, name: string, redact: Redact): NetworkError {
  if (error instanceof NetworkError) return error;
  const code = codeOf(error);
  if (code === 'UND_ERR_INVALID_ARG') {
    return new CredentialsRejected(
      `The credentials for ${name} hold a character that cannot be sent. Paste the key again.`,
    );
  }
  const isTimeout = /TIMEOUT/i.test(code) || (error instanceof Error && error.name === 'TimeoutError');
  const reason = isTimeout ? 'did not answer in time' : 'could not be reached';
  return new NetworkUnavailable(`${name} ${reason} (${code}).`, { cause: harmless(error, code, redact) });
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'unknown';
}

/** A library's error may hold the request with its headers: only its name and its redacted text are kept. */
function harmless(error: unknown, code: string, redact: Redact): Error {
  return new Error(redact(`${code}: ${error instanceof Error ? error.message : 'no details'}`));
}

function tooLarge(name: string): UnexpectedResponse {
  return new UnexpectedResponse(`${name} sent a larger answer than any page of sales can be.`);
}
