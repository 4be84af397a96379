import { redacted, redactedText } from './redaction';

describe('what a log may hold', () => {
  it.each([
    ['Bearer marked-1.marked-2', 'Bearer [hidden]'],
    ['token eyJhbGciOiJIUzI1NiJ9.eyJtYXJrZWQiOjF9.marked', 'token [hidden]'],
    ['postgres://tributary:marked@db:5432/x', 'postgres://[hidden]@db:5432/x'],
    ['POST /postback/buygoods/marked-secret failed', 'POST /postback/buygoods/[hidden] failed'],
    ['cookie __Host-tributary-refresh=marked; x', 'cookie __Host-tributary-refresh=[hidden]; x'],
    ['GET https://api.example/sales?key=marked&x=marked', 'GET https://api.example/sales?[hidden]'],
    ['GET /api/v1/sales?search=marked', 'GET /api/v1/sales?[hidden]'],
    ['password=marked', 'password=[hidden]'],
    ['{"apiKey":"marked","page":1}', '{"apiKey":[hidden],"page":1}'],
    ['refresh_token: "marked"', 'refresh_token: [hidden]'],
    ['Key (email)=(marked@agency.example) already exists.', 'Key (email)=([e-mail]) already exists.'],
  ])('hides the secret in %s', (text, shown) => {
    expect(redactedText(text)).toBe(shown);
    expect(shown).not.toContain('marked');
  });

  it.each([
    'Queued 6 due accounts',
    'Mapped {/api/v1/auth/sign-in, POST} route',
    'Listening on http://127.0.0.1:3000',
    'at start (/app/dist/apps/bff/main.js:10:5)',
    'at f (file:///app/node_modules/@mikro-orm/core/utils.js:256:21)',
    'ClickBank asked to come back after 2026-03-14T12:00:00.000Z.',
  ])('leaves %s alone', (text) => {
    expect(redactedText(text)).toBe(text);
  });

  it('cuts what is long', () => {
    expect(redactedText('x'.repeat(1_000_000)).length).toBeLessThan(10_000);
  });

  it.each([
    ...['password', 'newPassword', 'token', 'accessToken', 'refresh_token', 'authorization', 'Authorization'],
    ...['cookie', 'set-cookie', 'credentials', 'apiKey', 'api_key', 'clientSecret', 'code', 'otp', 'ticket'],
    ...['recoveryCodes', 'ENCRYPTION_KEY', 'email'],
  ])('hides the field %s, at any depth', (name) => {
    expect(redacted({ name: 'river', deep: [{ [name]: 'marked' }] })).toEqual({
      name: 'river',
      deep: [{ [name]: '[hidden]' }],
    });
  });

  it('keeps what operators need', () => {
    const line = {
      securityEvent: 'sign-in.failed',
      network: 'jvzoo',
      statusCode: 500,
      at: new Date(0),
      n: null,
    };
    expect(redacted(line)).toEqual(line);
  });

  it('tells of an error its name and its redacted stack, with its causes and without its other fields', () => {
    const cause = new Error('password=marked');
    const error = Object.assign(new TypeError('no river', { cause }), {
      query: 'marked',
      headers: { a: 'marked' },
    });
    expect(redacted({ error })).toEqual({
      error: {
        type: 'TypeError',
        stack: expect.stringContaining('no river') as string,
        cause: { type: 'Error', stack: expect.stringContaining('password=[hidden]') as string },
      },
    });
    expect(JSON.stringify(redacted({ error }))).not.toContain('marked');
  });

  it('ends with what goes round in circles', () => {
    const circle: Record<string, unknown> = { name: 'whirlpool' };
    circle.again = circle;
    expect(JSON.stringify(redacted(circle))).toContain('[deeper]');
  });
});
