import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { ProblemError, toProblemError } from './problem-error';

const refused = {
  type: 'urn:tributary:problem:credentials-rejected',
  title: 'Key refused',
  status: 422,
  detail: 'Digistore24 refused this key.',
  instance: '/api/v1/network-accounts/test',
  errors: [{ field: 'credentials.key', message: 'Copy the key again.' }],
  traceId: 'abc',
};

describe('toProblemError', () => {
  it('keeps what the server said', () => {
    const headers = new HttpHeaders({ 'Retry-After': '42' });
    const problem = toProblemError(new HttpErrorResponse({ status: 422, error: refused, headers }));

    expect(problem).toBeInstanceOf(ProblemError);
    expect(problem.code).toBe('credentials-rejected');
    expect(problem.status).toBe(422);
    expect(problem.message).toBe('Digistore24 refused this key.');
    expect(problem.fieldErrors).toEqual({ 'credentials.key': 'Copy the key again.' });
    expect(problem.traceId).toBe('abc');
    expect(problem.retryAfterSeconds).toBe(42);
  });

  it('names an answer that never came', () => {
    const problem = toProblemError(new HttpErrorResponse({ status: 0 }));

    expect(problem.code).toBe('unreachable');
    expect(problem.status).toBe(0);
  });

  it.each(['<html>Bad gateway</html>', null, { type: 'urn:x' }])('does not trust a body like %p', (error) => {
    const problem = toProblemError(new HttpErrorResponse({ status: 502, error }));

    expect(problem.code).toBe('unexpected-answer');
    expect(problem.message).toContain('502');
  });

  it('passes a problem through and finds one that was wrapped', () => {
    const problem = new ProblemError(refused);

    expect(toProblemError(problem)).toBe(problem);
    expect(toProblemError(new Error('wrapped', { cause: problem }))).toBe(problem);
  });
});
