import { safeReturnUrl } from './return-url';

describe('safeReturnUrl', () => {
  it.each(['/sales?search=a&network=jvzoo', '/dashboard#year', '/connections'])('keeps %s', (url) => {
    expect(safeReturnUrl(url)).toBe(url);
  });

  it.each([
    undefined,
    null,
    '',
    'sales',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/..//evil.example',
    '/sign-in?returnUrl=/sign-in',
  ])('goes home instead of to %p', (url) => {
    expect(safeReturnUrl(url)).toBe('/');
  });
});
