import {
  CredentialsRejected,
  NetworkError,
  NetworkUnavailable,
  RateLimited,
  UnexpectedResponse,
} from '@tributary/ports';
import { StandingClock } from '../testing/replay-harness';
import { readAnswer } from './report-answer';

const NOW = new Date('2026-03-14T12:00:00Z');
const CONTEXT = { networkName: 'MaxWeb', clock: new StandingClock(NOW), secrets: ['Qx+7fR/invented=='] };

function refusal(body: unknown): NetworkError {
  try {
    readAnswer(body, CONTEXT);
  } catch (error) {
    if (error instanceof NetworkError) return error;
    throw error;
  }
  throw new Error('the answer was read');
}

describe('an answer of a ClickCRM report', () => {
  it.each([
    [{ data: [{ id: 1 }], next_page: 2 }, '2'],
    [{ data: [{ id: 1 }], next_page: 'b64+/==' }, 'b64+/=='],
    [{ results: [{ id: 1 }], meta: { next_page: 3 } }, '3'],
    [{ rows: [{ id: 1 }], next_page: null }, null],
    [{ result: 1, data: [{ id: 1 }], next_page: '' }, null],
    [{ data: [{ id: 1 }], next_page: 0 }, null],
    [{ data: [{ id: 1 }] }, undefined],
    [[{ id: 1 }], undefined],
  ])('%j has its rows and its next page', (body, nextPage) => {
    expect(readAnswer(body, CONTEXT)).toEqual({ rows: [{ id: 1 }], nextPage });
  });

  it.each([
    ['an empty body', null],
    ['a text', 'OK'],
    ['an object without a list', { status: 'ok' }],
    ['a list that is an object', { data: { 0: { id: 1 } } }],
    ['a list of texts', { data: ['a'] }],
    ['a list in a list', { data: [[1]] }],
    ['a next page that is an object', { data: [], next_page: { page: 2 } }],
  ])('is an error, not "no sales", when it is %s', (_, body) => {
    const error = refusal(body);
    expect(error).toBeInstanceOf(UnexpectedResponse);
    expect(error.retry).toBe('later');
  });

  it('names the keys it saw, never values', () => {
    const error = refusal({ success: true, payload: 'jo@example.com' });
    expect(error).toMatchObject({ where: { keysSeen: ['success', 'payload'] } });
    expect(JSON.stringify(error)).not.toContain('jo@example.com');
  });

  it.each([
    ['Invalid token', CredentialsRejected],
    ['Unknown account', CredentialsRejected],
    ['Too many requests', RateLimited],
    ['Internal error, please try again later', NetworkUnavailable],
    ['date_from is after date_to', UnexpectedResponse],
    ['', UnexpectedResponse],
  ])('with result 0 and the words "%s" is the fault they tell of', (words, type) => {
    for (const result of [0, '0', false]) {
      const error = refusal({ result, result_str: words });
      expect(error.constructor).toBe(type);
      expect(error.message).toContain(words);
    }
  });

  it('waits a minute when there are too many requests', () => {
    const error = refusal({ result: 0, result_str: 'Rate limit reached' });
    expect(error).toMatchObject({ retryAt: new Date('2026-03-14T12:01:00Z') });
  });

  it('repeats the words without the token and without markup', () => {
    const { message } = refusal({
      result: 0,
      result_str: '<b>No report</b> for Qx+7fR/invented== (jo@example.com)',
    });
    expect(message).toContain('No report');
    expect(message).not.toMatch(/invented|<b>|jo@/);
  });
});
