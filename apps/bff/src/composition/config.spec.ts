import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkedEnvironment, checkedPart, publicUrl, runs, type AppRole } from './config';

const COMPLETE = {
  DATABASE_URL: 'postgres://someone:pa55word@db.example:5432/tributary',
  ENCRYPTION_KEY: 'a'.repeat(64),
  JWT_SECRET: 'b'.repeat(64),
};
const MAKE = `Make one with: node -e "console.log(require('node:crypto').randomBytes(32).toString('hex'))"`;

const ruleOf = (change: object) =>
  JSON.stringify([{ group: 'g', agency: '0198c0de-0000-4000-8000-00000000aaaa', role: 'viewer', ...change }]);

describe('the environment', () => {
  it('needs three variables and has a default for every other', () => {
    expect(checkedEnvironment(COMPLETE)).toEqual({
      ...COMPLETE,
      APP_ROLE: 'all',
      PORT: 3000,
      BIND_ADDRESS: '0.0.0.0',
      MANAGEMENT_PORT: 9464,
      DATABASE_POOL_SIZE: 10,
      DATABASE_REPLICA_URLS: [],
      DATABASE_REPLICA_PATIENCE_MS: 250,
      ENCRYPTION_OPENING_KEYS: [],
      SYNC_CONCURRENCY: 16,
      THROTTLE_FACTOR: 1,
      VERTEX_LOCATION: 'europe-west4',
      VERTEX_MODEL: 'gemini-2.5-flash',
      OUTBOUND_ALLOW: [],
      LOG_LEVEL: 'log',
    });
  });

  it.each([
    ['1', 1],
    ['10.0.0.0/8, loopback', ['10.0.0.0/8', 'loopback']],
    ['fd00::/8', ['fd00::/8']],
  ])('knows the proxies in front by %s', (given, known) => {
    expect(checkedEnvironment({ ...COMPLETE, TRUST_PROXY: given }).TRUST_PROXY).toEqual(known);
  });

  it('knows replicas by their addresses, with commas between them', () => {
    const [one, two] = [
      'postgres://someone:pa55@r1.example:5432/t',
      'postgresql://someone:pa55@r2.example/t',
    ];
    const given = { ...COMPLETE, DATABASE_REPLICA_URLS: `${one}, ${two}` };
    expect(checkedEnvironment(given).DATABASE_REPLICA_URLS).toEqual([one, two]);
  });

  it('takes a whole identity provider, or none', () => {
    const provider = {
      ...{ OIDC_ISSUER: 'http://localhost:8080/realms/acme', OIDC_CLIENT_ID: 'tributary' },
      ...{ OIDC_CLIENT_SECRET: 'secret', OIDC_ROLE_MAP: ruleOf({}) },
    };
    const agency = '0198c0de-0000-4000-8000-00000000aaaa';
    expect(checkedEnvironment({ ...COMPLETE, ...provider })).toMatchObject({
      ...provider,
      OIDC_ROLE_MAP: [{ group: 'g', agency, role: 'viewer' }],
    });
    for (const name of Object.keys(provider)) {
      const partly = { ...COMPLETE, ...provider, [name]: undefined };
      expect(() => checkedEnvironment(partly)).toThrow(`${name} is missing: the other OIDC_`);
    }
  });

  it.each([
    ['DATABASE_URL', undefined, 'DATABASE_URL is missing: postgres://user:password@host:5432/database'],
    ['DATABASE_URL', '', 'DATABASE_URL is missing: postgres://user:password@host:5432/database'],
    ['ENCRYPTION_KEY', undefined, `ENCRYPTION_KEY is missing. ${MAKE}`],
    ['ENCRYPTION_KEY', '', `ENCRYPTION_KEY is missing. ${MAKE}`],
    ['ENCRYPTION_KEY', 'c0ffee', `ENCRYPTION_KEY must be exactly 64 hexadecimal characters. ${MAKE}`],
    ['ENCRYPTION_KEY', 'g'.repeat(64), 'ENCRYPTION_KEY must be exactly 64 hexadecimal characters'],
    ['ENCRYPTION_KEY', 'd'.repeat(65), 'ENCRYPTION_KEY must be exactly 64 hexadecimal characters'],
    ['ENCRYPTION_OPENING_KEYS', 'c0ffee', `ENCRYPTION_OPENING_KEYS must be exactly 64 hexadecimal`],
    ['ENCRYPTION_OPENING_KEYS', `${'d'.repeat(64)},${'e'.repeat(63)}`, MAKE],
    ['ENCRYPTION_OPENING_KEYS', 'd'.repeat(128), 'must be exactly 64 hexadecimal characters'],
    ['JWT_SECRET', undefined, `JWT_SECRET is missing. ${MAKE}`],
    ['JWT_SECRET', 'e'.repeat(63), 'JWT_SECRET must be exactly 64 hexadecimal characters'],
    ['SYNC_TRIGGER_SECRET', 'tooshort', 'SYNC_TRIGGER_SECRET needs at least 32 characters'],
    ['APP_ROLE', 'queen-bee', 'APP_ROLE: Invalid option: expected one of "all"|"web"|"worker"|"scheduler"'],
    ['PORT', 'eighty-eighty', 'PORT: Invalid input: expected number'],
    ['PORT', '65536', 'PORT: Too big'],
    ['MANAGEMENT_PORT', '-987', 'MANAGEMENT_PORT: Too small'],
    ['DATABASE_REPLICA_URLS', 'replica.example', 'DATABASE_REPLICA_URLS takes addresses like postgres://'],
    ['DATABASE_REPLICA_URLS', 'postgres://r1/t,https://r2/t', 'DATABASE_REPLICA_URLS takes addresses like'],
    ['DATABASE_REPLICA_PATIENCE_MS', '0', 'DATABASE_REPLICA_PATIENCE_MS: Too small'],
    ['DATABASE_POOL_SIZE', '0', 'DATABASE_POOL_SIZE: Too small'],
    ['SYNC_CONCURRENCY', '98.7', 'SYNC_CONCURRENCY: Invalid input: expected int'],
    ['ECB_BASE_URL', 'somewhere', 'ECB_BASE_URL: Invalid URL'],
    ['OUTBOUND_ALLOW', 'loopback,everything', 'OUTBOUND_ALLOW may hold loopback, private'],
    [
      'PUBLIC_URL',
      'tributary.example.com',
      'PUBLIC_URL must be an address like https://tributary.example.com',
    ],
    ['PUBLIC_URL', 'ftp://tributary.example.com', 'PUBLIC_URL must be an address like'],
    ['PUBLIC_URL', 'https://tributary.example.com/app', 'PUBLIC_URL must be an address like'],
    ['PUBLIC_URL', 'https://me:secret@tributary.example.com', 'PUBLIC_URL must be an address like'],
    ['TRUST_PROXY', 'true', 'TRUST_PROXY must be the number of proxies in front'],
    ['TRUST_PROXY', '0.0.0.0/0', 'TRUST_PROXY must be the number of proxies in front'],
    ['TRUST_PROXY', '10.0.0.0/8, anybody', 'TRUST_PROXY must be the number of proxies in front'],
    ['OIDC_ISSUER', 'https://id.example', 'OIDC_CLIENT_ID is missing: the other OIDC_ variables need it'],
    ['OIDC_ISSUER', 'http://id.example', 'OIDC_ISSUER must be an https address, or http on this machine'],
    ['OIDC_ISSUER', 'http://127.0.0.1.evil.example', 'OIDC_ISSUER must be an https address'],
    ['OIDC_ISSUER', 'https://me:secret@id.example', 'OIDC_ISSUER must be an https address'],
    ['OIDC_ISSUER', 'javascript:alert(1)', 'OIDC_ISSUER must be an https address'],
    ['OIDC_ROLE_MAP', 'not json', 'OIDC_ROLE_MAP must be JSON like [{"group":"marketing"'],
    ['OIDC_ROLE_MAP', '[]', 'OIDC_ROLE_MAP must be JSON like'],
    ['OIDC_ROLE_MAP', ruleOf({ role: 'owner' }), 'with the roles admin, analyst, viewer, client'],
    ['OIDC_ROLE_MAP', ruleOf({ role: 'platform-admin' }), 'with the roles admin, analyst, viewer, client'],
    ['OIDC_ROLE_MAP', ruleOf({ agency: 'northbank' }), 'OIDC_ROLE_MAP must be JSON like'],
    ['OIDC_ROLE_MAP', ruleOf({ group: '' }), 'OIDC_ROLE_MAP must be JSON like'],
    ['OIDC_ROLE_MAP', ruleOf({ agencyId: 'x' }), 'OIDC_ROLE_MAP must be JSON like'],
    ['THROTTLE_FACTOR', '0', 'THROTTLE_FACTOR: Too small'],
    ['LOG_LEVEL', 'shouting', 'LOG_LEVEL: Invalid option: expected one of "error"|"warn"|"log"|"debug"'],
  ])('refuses %s=%s', (name, value, message) => {
    const start = () => checkedEnvironment({ ...COMPLETE, [name]: value });
    expect(start).toThrow('Tributary cannot start with this environment');
    expect(start).toThrow(message);
  });

  it('names every wrong variable at once, and repeats no value', () => {
    const wrong = {
      DATABASE_URL: '',
      ENCRYPTION_KEY: 'marked-key-1',
      ENCRYPTION_OPENING_KEYS: 'marked-key-0',
      JWT_SECRET: 'marked-key-2',
      SYNC_TRIGGER_SECRET: 'marked-key-3',
      APP_ROLE: 'marked-4',
      PORT: 'marked-5',
      ECB_BASE_URL: 'marked-6',
    };
    const message = messageOf(() => checkedEnvironment(wrong));
    for (const name of Object.keys(wrong)) expect(message).toContain(`  ${name}: `);
    expect(message).not.toContain('marked');
  });

  it('takes an empty variable for an absent one', () => {
    const empty = { PORT: '', APP_ROLE: '', ECB_BASE_URL: '', VERTEX_PROJECT: '', SYNC_TRIGGER_SECRET: '' };
    expect(checkedEnvironment({ ...COMPLETE, ...empty })).toEqual(checkedEnvironment(COMPLETE));
  });

  it.each(['', ',', '\n'])('has no keys that only open in %j', (ENCRYPTION_OPENING_KEYS) => {
    const { ENCRYPTION_OPENING_KEYS: keys } = checkedEnvironment({ ...COMPLETE, ENCRYPTION_OPENING_KEYS });
    expect(keys).toEqual([]);
  });

  it.each([',', ', ', '\n', '\r\n'])('takes keys that only open apart at %j', (between) => {
    const keys = ['d'.repeat(64), 'E'.repeat(64)];
    const given = { ...COMPLETE, ENCRYPTION_OPENING_KEYS: keys.join(between) };
    expect(checkedEnvironment(given).ENCRYPTION_OPENING_KEYS).toEqual(keys);
  });

  it.each([
    [undefined, 'http://localhost:3000'],
    ['', 'http://localhost:3000'],
    ['https://tributary.example.com', 'https://tributary.example.com'],
    ['https://Tributary.example.com:8443/', 'https://tributary.example.com:8443'],
  ])('reaches itself from outside at PUBLIC_URL=%s as %s', (PUBLIC_URL, address) => {
    expect(publicUrl(checkedEnvironment({ ...COMPLETE, PUBLIC_URL }))).toBe(address);
  });

  it.each<[AppRole, string]>([
    ['all', 'web worker scheduler'],
    ['web', 'web'],
    ['worker', 'worker'],
    ['scheduler', 'scheduler'],
  ])('lets the role %s run %s', (role, parts) => {
    const running = (['web', 'worker', 'scheduler'] as const).filter((part) => runs(role, part));
    expect(running.join(' ')).toBe(parts);
  });
});

describe('secrets in mounted files', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tributary-config-'));
    for (const [name, value] of Object.entries(COMPLETE)) writeFileSync(join(folder, name), `${value}\n`);
    writeFileSync(join(folder, 'malformed'), 'marked-key');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const inFiles = () =>
    Object.fromEntries(Object.keys(COMPLETE).map((name) => [`${name}_FILE`, join(folder, name)]));

  it('are as good as secrets in the environment', () => {
    expect(checkedEnvironment(inFiles())).toEqual(checkedEnvironment(COMPLETE));
  });

  it('must keep the same rules, are named once each, and are not repeated', () => {
    const message = messageOf(() =>
      checkedEnvironment({
        ...inFiles(),
        ENCRYPTION_KEY_FILE: join(folder, 'malformed'),
        JWT_SECRET_FILE: '/marked/path',
        DATABASE_URL: 'marked-url',
      }),
    );
    expect(message.split('\n').slice(1)).toEqual([
      '  DATABASE_URL: DATABASE_URL and DATABASE_URL_FILE are both set. Keep one of them',
      expect.stringContaining('  ENCRYPTION_KEY: ENCRYPTION_KEY must be exactly 64 hexadecimal characters.'),
      '  JWT_SECRET: The file of JWT_SECRET_FILE cannot be read (ENOENT)',
    ]);
    expect(message).not.toContain('marked');
  });

  it('serve a command that needs only some of them', () => {
    const { DATABASE_URL_FILE } = inFiles();
    expect(checkedPart({ DATABASE_URL_FILE }, 'DATABASE_URL')).toEqual({
      DATABASE_URL: COMPLETE.DATABASE_URL,
    });
    expect(() => checkedPart({ DATABASE_URL_FILE }, 'DATABASE_URL', 'ENCRYPTION_KEY')).toThrow(
      'ENCRYPTION_KEY is missing.',
    );
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return String(error);
  }
  throw new Error('Nothing was thrown');
}
