import { ownPath } from './return-path';

describe('ownPath', () => {
  it.each(['/', '/sales?search=a&network=jvzoo', '/dashboard#year', '/connections/1/import'])(
    'keeps %s',
    (path) => {
      expect(ownPath(path)).toBe(path);
    },
  );

  it.each([
    undefined,
    null,
    '',
    'sales',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '\t//evil.example',
    '/\n/evil.example',
    '/\r\n/evil.example',
    ' //evil.example',
    'https://evil.example',
    'https:evil.example',
    'HTTPS:/evil.example',
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    '/..//evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e%2e//evil.example',
    '@evil.example',
    '.evil.example',
  ])('makes nothing of %j', (asked) => {
    expect(ownPath(asked)).toBeNull();
  });

  it.each([
    '/%2F%2Fevil.example',
    '/%5Cevil.example',
    '/%09/evil.example',
    '/https:evil.example',
    '/@evil.example',
  ])('keeps %s on the own host, whatever reads it', (asked) => {
    const path = ownPath(asked) ?? '';
    expect(new URL(path, 'https://tributary.example.com').host).toBe('tributary.example.com');
  });
});
