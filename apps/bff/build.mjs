// Bundles the BFF with esbuild; files with decorators pass through swc, which emits the metadata Nest reads.
import { transform } from '@swc/core';
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { contractSchemas } from './contract-schemas.ts';

const swcDecorators = {
  name: 'swc-decorators',
  setup(pluginBuild) {
    pluginBuild.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!/^\s*@[A-Z]/m.test(source)) return { contents: source, loader: 'ts' };
      const { code } = await transform(source, {
        filename: path,
        sourceMaps: 'inline',
        swcrc: false,
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
      });
      return { contents: code, loader: 'js' };
    });
  },
};

/** Serves the schemas of the API contract as a module: its types are their only source. */
const contract = {
  name: 'contract-schemas',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^virtual:contract-schemas$/ }, ({ path }) => ({
      path,
      namespace: 'contract',
    }));
    pluginBuild.onLoad({ filter: /.*/, namespace: 'contract' }, () => ({
      contents: `export const contractSchemas = ${JSON.stringify(contractSchemas(process.cwd()))};`,
      loader: 'js',
    }));
  },
};

await build({
  entryPoints: {
    main: 'apps/bff/src/main.ts',
    migrate: 'apps/bff/src/migrate.ts',
    'create-agency': 'apps/bff/src/create-agency.ts',
    'create-platform-admin': 'apps/bff/src/create-platform-admin.ts',
    'set-password': 'apps/bff/src/set-password.ts',
    renormalise: 'apps/bff/src/renormalise.ts',
    rewrap: 'apps/bff/src/rewrap.ts',
  },
  outdir: 'dist/apps/bff',
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  packages: 'external',
  sourcemap: true,
  keepNames: true,
  tsconfig: 'tsconfig.base.json',
  logLevel: 'warning',
  plugins: [contract, swcDecorators],
});

// The bundle reads both from beside itself.
const version = createHash('sha256');
for (const file of ['dist/apps/bff/main.js', 'package-lock.json']) version.update(await readFile(file));
await writeFile('dist/apps/bff/program-version', version.digest('hex').slice(0, 16));
await cp('libs/infrastructure/exchange-rates/src/history', 'dist/apps/bff/history', { recursive: true });
