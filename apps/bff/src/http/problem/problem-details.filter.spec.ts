import { BadRequestException, ForbiddenException, Logger, NotFoundException } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import type { ProblemDetails } from '@tributary/api-contract';
import { Refusal, REFUSAL_CODES } from '@tributary/application';
import { ProblemDetailsFilter } from './problem-details.filter';

const MARKED = 'marked-detail of the inside';

/** What the filter sends, as the response of Express would. */
class SentResponse {
  readonly locals = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736' };
  headersSent = false;
  hasEnded = false;
  statusCode = 200;
  mediaType = '';
  text = '';

  status(code: number): this {
    this.statusCode = code;
    return this;
  }

  type(mediaType: string): this {
    this.mediaType = mediaType;
    return this;
  }

  send(text: string): void {
    this.text = text;
  }

  end(): void {
    this.hasEnded = true;
  }

  get problem(): ProblemDetails {
    return JSON.parse(this.text) as ProblemDetails;
  }
}

describe('ProblemDetailsFilter', () => {
  const logged: unknown[] = [];
  let response: SentResponse;

  beforeAll(() => {
    const ignore = () => undefined;
    Logger.overrideLogger({ log: ignore, warn: ignore, error: (entry: unknown) => logged.push(entry) });
  });

  beforeEach(() => {
    logged.length = 0;
    response = new SentResponse();
  });

  const caught = (error: unknown) => {
    const request = { path: '/dashboard', originalUrl: '/api/v1/dashboard?search=somebody' };
    new ProblemDetailsFilter().catch(error, new ExecutionContextHost([request, response]));
    return response;
  };

  it.each([
    ['not-found', 404],
    ['sign-in-failed', 401],
    ['session-ended', 401],
    ['invalid-input', 400],
    ['unknown-network', 400],
    ['key-refused', 422],
    ['network-not-answering', 503],
    ['already-connected', 409],
    ['forbidden', 403],
    ['too-large', 413],
    ['unreadable-file', 422],
    ['not-possible-now', 409],
    ['signature-refused', 401],
    ['too-many-requests', 429],
  ] as const)('answers %s with %i', (code, status) => {
    const { statusCode, mediaType, problem } = caught(new Refusal(code, 'Do this instead.'));
    expect([statusCode, mediaType]).toEqual([status, 'application/problem+json']);
    expect(problem).toEqual({
      type: `urn:tributary:problem:${code}`,
      title: expect.stringMatching(/^[A-Z][a-z -]+$/) as string,
      status,
      detail: 'Do this instead.',
      instance: '/api/v1/dashboard',
    });
  });

  it('knows every code of a refusal', () => {
    for (const code of REFUSAL_CODES) expect(caught(new Refusal(code, 'No.')).statusCode).toBeLessThan(600);
  });

  it('repeats neither the secret of an address for networks nor what was sent there', () => {
    const address = '/postback/buygoods/marked-secret?orderid=marked-order';
    const request = { path: address, originalUrl: address };
    new ProblemDetailsFilter().catch(new Error('lost'), new ExecutionContextHost([request, response]));
    expect(response.problem.instance).toBe('/postback');
    expect(JSON.stringify([response.text, logged])).not.toContain('marked');
  });

  it('names the wrong fields', () => {
    const errors = [{ field: 'label', message: 'label is empty.' }];
    expect(caught(new Refusal('invalid-input', 'label is empty.', errors)).problem.errors).toEqual(errors);
  });

  it.each([
    [new BadRequestException(MARKED), 400, 'malformed-request'],
    [new NotFoundException(MARKED), 404, 'not-found'],
    [Object.assign(new Error(MARKED), { status: 413 }), 413, 'too-large'],
    [Object.assign(new Error(MARKED), { status: 415 }), 415, 'unsupported-media-type'],
  ])('explains %s in words of its own', (error, status, code) => {
    const { statusCode, problem, text } = caught(error);
    expect([statusCode, problem.status, problem.type]).toEqual([
      status,
      status,
      `urn:tributary:problem:${code}`,
    ]);
    expect(text).not.toContain('marked');
    expect(logged).toEqual([]);
  });

  it('gives a status it has no words for its plain name', () => {
    expect(caught(new ForbiddenException(MARKED)).problem).toMatchObject({
      type: 'about:blank',
      title: 'Forbidden',
      status: 403,
      detail: 'Forbidden.',
    });
  });

  it.each([
    ['an error', new Error(MARKED)],
    ['an error that calls itself a server error', Object.assign(new Error(MARKED), { status: 502 })],
    ['an error with a nonsense status', Object.assign(new Error(MARKED), { status: 'teapot' })],
    ['something that is no error', { message: MARKED, status: 404 }],
    ['nothing', undefined],
  ])('answers %s with 500, a trace id, and no details', (_, error) => {
    const { statusCode, problem, text } = caught(error);
    expect([statusCode, problem.status, problem.type]).toEqual([500, 500, 'urn:tributary:problem:internal']);
    expect(text).not.toContain('marked');
    expect(problem.traceId).toBe(response.locals.traceId);
    expect(problem.detail).toContain(problem.traceId);
    expect(logged).toEqual([expect.objectContaining({ traceId: problem.traceId })]);
  });

  it('keeps the stack for the log', () => {
    caught(new Error(MARKED));
    expect(logged).toEqual([
      expect.objectContaining({ error: expect.objectContaining({ message: MARKED }) as Error }),
    ]);
  });

  it('only ends an answer that has begun', () => {
    response.headersSent = true;
    expect(caught(new Error(MARKED))).toMatchObject({ hasEnded: true, text: '' });
  });
});
