import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import presets from 'jest-preset-angular/presets/index.js';

const root = import.meta.dirname;
const tsconfig = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8'));

/** The path aliases of tsconfig.base.json, so that they are written once. */
const aliases = Object.fromEntries(
  Object.entries(tsconfig.compilerOptions.paths).map(([alias, [path]]) => [`^${alias}$`, join(root, path)]),
);

/** Specs that end in .int.spec.ts, and everything end-to-end, need the throw-away Postgres. */
const NEEDS_POSTGRES = ['postgres', 'job-queue', 'bff', 'bff-e2e', 'client-e2e', 'faults'];

function nodeProject(name, folder) {
  return {
    displayName: name,
    rootDir: folder,
    testEnvironment: 'node',
    testMatch: ['<rootDir>/src/**/*.spec.ts'],
    setupFiles: ['jest-globals.mjs', ...(name === 'bff' ? ['jest-nest.mjs'] : [])].map((file) =>
      join(root, 'tools/start', file),
    ),
    extensionsToTreatAsEsm: ['.ts'],
    moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
    moduleNameMapper: aliases,
    transform: {
      '^.+\\.ts$': [
        '@swc/jest',
        {
          swcrc: false,
          // Beside the code: inside it they are most of what the engine reads again for every spec.
          sourceMaps: true,
          module: { type: 'es6' },
          jsc: {
            target: 'es2024',
            keepClassNames: true,
            parser: { syntax: 'typescript', decorators: true },
            transform: { legacyDecorator: true, decoratorMetadata: true },
          },
        },
      ],
    },
    ...(NEEDS_POSTGRES.includes(name) && {
      globalSetup: join(root, 'tools/start/jest-postgres-setup.mjs'),
      globalTeardown: join(root, 'tools/start/jest-postgres-teardown.mjs'),
    }),
  };
}

function clientProject(name, folder) {
  return {
    ...presets.createEsmPreset({ tsconfig: '<rootDir>/tsconfig.json' }),
    displayName: name,
    rootDir: folder,
    testEnvironment: 'jest-preset-angular/environments/jest-jsdom-env',
    testMatch: ['<rootDir>/src/**/*.spec.ts'],
    setupFilesAfterEnv: [join(root, 'tools/start/jest-angular-setup.mts')],
    moduleNameMapper: { '^tslib$': join(root, 'node_modules/tslib/tslib.es6.mjs'), ...aliases },
  };
}

/** Every Nx project is a Jest project of the same name: a new lib needs no line here. */
const projects = globSync('{apps,libs,tools}/**/project.json', { cwd: root }).map((file) => {
  const { name, tags } = JSON.parse(readFileSync(join(root, file), 'utf8'));
  const folder = join(root, dirname(file));
  return tags.includes('platform:client') ? clientProject(name, folder) : nodeProject(name, folder);
});

export default {
  projects,
  testSequencer: join(root, 'tools/start/jest-sequencer.mjs'),
  // Modules of a spec stay in a worker after it: one that has grown makes room for a fresh one.
  workerIdleMemoryLimit: '1500MB',
  // The first spec that wants a database migrates one in a hook of its own, on a machine that may have little to spare.
  testTimeout: 20_000,
  passWithNoTests: true,
};
