const ID = '0198c0de-0000-4000-8000-000000000001';
const DEEP = 50_000;

/** Values that no parameter expects, already written as they stand in an address. */
export const HOSTILE_TEXTS: readonly string[] = [
  ...[
    '',
    '%20',
    '-1',
    '0',
    '1e9',
    '1e999',
    'NaN',
    'Infinity',
    '9007199254740993',
    '0x10',
    'null',
    'undefined',
  ],
  ...['1969-12-31', '2101-01-01', '9999-12-31', '0000-00-00', '-000001-01-01', '+275760-09-13', '2026-02-30'],
  ...['1969-12-31T23:59:59Z', '2101-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-01-01T00:00:00%2B99:99'],
  ...[
    '%00',
    'a%00b',
    '%ED%A0%80',
    '%C0%AF',
    '%F0%9F%8C%8A',
    '%E2%80%AE',
    '..%2F..%2Fetc%2Fpasswd',
    '%25',
    '%5C',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '%5Bobject%20Object%5D',
    '%7B%22%24gt%22%3A%22%22%7D',
    '*',
    '%25%25',
  ],
  ...['%28a%2B%29%2B%24', `${'a'.repeat(5_000)}!`, encodeURIComponent('<script>alert(1)</script>')],
  ...[ID, `${ID},${ID}`, cursor(['2026-01-01T00:00:00.000Z', ID, "' or 1=1--"]), cursor([null, {}, []])],
  cursor(['9999-01-01T00:00:00.000Z', ID, 'x'.repeat(300)]),
];

/** Texts that would change a statement they were pasted into; each in the places where a text may stand. */
export const SQL_TEXTS: readonly string[] = [
  "' or '1'='1",
  "' or 1=1--",
  "') or ('1'='1",
  '" or "1"="1',
  "%' or 1=1 or product_name like '%",
  "'; update sentinel set word = 'drowned'; --",
  "'; drop table sentinel cascade; --",
  "'); select pg_sleep(30); --",
  "' union select null, table_name, null from information_schema.tables --",
  "'; select set_config('app.agency', '', false); --",
  "x'||(select word from sentinel)||'",
  "\\'; update sentinel set word = 'drowned'; --",
  '$1; update sentinel set word = 1',
  '${sentinel}',
  '1; update sentinel set word = 1',
  'clickbank); update sentinel set word = 1; --',
  "2026-01-01'; update sentinel set word = 'drowned'; --",
];

/** How the name of a parameter may be written so that a parser makes something else of it. */
export function hostileNames(name: string): readonly string[] {
  return [
    ...[
      `${name}[]=1`,
      `${name}[]=1&${name}[]=2`,
      `${name}[a]=1`,
      `${name}[__proto__][x]=1`,
      `${name}[length]=1e9`,
    ],
    ...[`${name}=1&${name}=2`, `${name}=1&${name}[a]=2`, `${name}.a=1`, `${name}%00=1`, name, `=${name}`],
    ...[`__proto__=1`, `__proto__[x]=1`, `constructor[prototype][x]=1`, `toString=1`, `hasOwnProperty=1`],
    Array.from({ length: 300 }, () => `${name}=${ID}`).join('&'),
  ];
}

/** Longer than an address may be. */
export const TOO_LONG: readonly string[] = [
  'x'.repeat(1_000_000),
  Array.from({ length: 10_000 }, () => ID).join(','),
];

/** Bodies that are no object of the expected shape, or hold something on the way to it. */
export const HOSTILE_BODIES: readonly string[] = [
  ...['', 'null', '1', '"x"', '[]', '[{}]', '{', '{"a":', '\u0000', '{}{}', 'NaN', '{"a":1e999}', "{'a':1}"],
  '['.repeat(DEEP) + ']'.repeat(DEEP),
  '{"a":'.repeat(DEEP / 2) + '1' + '}'.repeat(DEEP / 2),
  '{"__proto__":{"isAdmin":true,"role":"owner"}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"\\u0000":1}',
  '{"\\ud800":"\\udfff"}',
  `{"a":"${'x'.repeat(1_000_000)}"}`,
];

/** Values of every kind for a field that takes one of them at most. */
export const HOSTILE_VALUES: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e308, '', ' ', '\u0000', '\ud800', 'x'.repeat(100_000), [], [[]], [null], {}],
  ...[
    { length: 1e9 },
    { toString: 'x' },
    JSON.parse('{"__proto__":{"x":1}}') as object,
    Array.from({ length: 10_000 }, () => ID),
  ],
  ...['1969-12-31', '2101-01-01', '9999-12-31T23:59:59Z'],
  ...SQL_TEXTS,
];

function cursor(parts: unknown): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}
