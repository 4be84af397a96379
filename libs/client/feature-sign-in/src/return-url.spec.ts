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

  it('never leads elsewhere, whatever nasty pieces an address is made of', () => {
    const pieces = [
      ...[
        '/',
        '//',
        '\\',
        '/\\',
        '\t',
        '\n',
        '\r',
        ' ',
        '\0',
        '%2f',
        '%5c',
        '%09',
        '%00',
        '.',
        '..',
        '/../',
        ';',
        '@',
      ],
      ...[
        ':',
        '?',
        '#',
        '&',
        'https:',
        'http://',
        'javascript:',
        'data:,',
        '\u2044',
        '\uff0f',
        '\u3002',
        '\ud800',
        'x',
      ],
    ];
    const wrong: string[] = [];
    let tried = 0;
    for (const first of pieces) {
      for (const second of pieces) {
        for (const third of pieces) {
          const asked = `${first}${second}${third}evil.example/${first}`;
          const target = safeReturnUrl(asked);
          tried += 1;
          // Where a browser on our page would go: by the address bar, and by a link that was written out.
          const url = new URL(target, 'https://tributary.example');
          const isOurs = url.origin === 'https://tributary.example' && /^\/(?![/\\])/.test(target);
          if (!isOurs || url.pathname.startsWith('/sign-in'))
            wrong.push(`${JSON.stringify(asked)} → ${target}`);
        }
      }
    }
    expect(tried).toBeGreaterThan(25_000);
    expect(wrong).toEqual([]);
  });
});
