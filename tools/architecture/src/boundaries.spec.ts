import { ESLint } from 'eslint';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const BOUNDARIES = '@nx/enforce-module-boundaries';
const RESTRICTED = 'no-restricted-imports';

/** Each wall with an import that would break it. The files exist; only the text that is linted is invented. */
const ILLEGAL = [
  ['the domain knows no port', 'libs/domain/src/index.ts', '@tributary/ports', BOUNDARIES],
  ['the domain knows no ORM', 'libs/domain/src/index.ts', '@mikro-orm/core', BOUNDARIES],
  ['the domain knows no Node', 'libs/domain/src/index.ts', 'node:fs', RESTRICTED],
  ['ports know no use case', 'libs/ports/src/index.ts', '@tributary/application', BOUNDARIES],
  ['ports know no package', 'libs/ports/src/index.ts', 'undici', BOUNDARIES],
  ['ports know no Node', 'libs/ports/src/index.ts', 'node:crypto', RESTRICTED],
  ['use cases know no Nest', 'libs/application/src/index.ts', '@nestjs/common', BOUNDARIES],
  ['use cases know no adapter', 'libs/application/src/index.ts', '@tributary/postgres', BOUNDARIES],
  ['use cases know no Node', 'libs/application/src/index.ts', 'node:crypto', RESTRICTED],
  [
    'adapters do not know each other',
    'libs/infrastructure/postgres/src/index.ts',
    '@tributary/credential-cipher',
    BOUNDARIES,
  ],
  [
    'adapters know no use case',
    'libs/infrastructure/affiliate-networks/src/index.ts',
    '@tributary/application',
    BOUNDARIES,
  ],
  ['the contract depends on nothing', 'libs/api-contract/src/index.ts', '@tributary/domain', BOUNDARIES],
  ['the client knows no server', 'libs/client/data-access/src/index.ts', '@tributary/domain', BOUNDARIES],
  ['parts know no API', 'libs/client/ui/src/index.ts', '@tributary/client-data-access', BOUNDARIES],
  [
    'features do not know each other',
    'libs/client/feature-dashboard/src/index.ts',
    '@tributary/client-feature-sales',
    BOUNDARIES,
  ],
  ['charts stay in the parts', 'libs/client/feature-dashboard/src/index.ts', 'echarts', BOUNDARIES],
  ['pages know no server', 'apps/client/src/main.ts', '@tributary/application', BOUNDARIES],
  [
    'the simulator knows no adapter',
    'tools/network-simulator/src/index.ts',
    '@tributary/affiliate-networks',
    BOUNDARIES,
  ],
] as const;

const LEGAL = [
  ['use cases know ports', 'libs/application/src/index.ts', '@tributary/ports'],
  ['adapters know ports', 'libs/infrastructure/postgres/src/index.ts', '@tributary/ports'],
  ['features know parts', 'libs/client/feature-dashboard/src/index.ts', '@tributary/client-ui'],
] as const;

/** One for all: each of its own would read the whole project graph into memory again. */
const eslint = new ESLint({ cwd: ROOT });

async function brokenRules(file: string, imported: string): Promise<string[]> {
  const text = `${readFileSync(join(ROOT, file), 'utf8')}\nexport * as intruder from '${imported}';\n`;
  const [result] = await eslint.lintText(text, { filePath: join(ROOT, file) });
  return (result?.messages ?? [])
    .filter(({ message }) => message.length > 0)
    .map(({ ruleId }) => ruleId ?? 'parse');
}

describe('the walls of the house', () => {
  it.each(ILLEGAL)('%s', async (_, file, imported, rule) => {
    expect(await brokenRules(file, imported)).toContain(rule);
  });

  it.each(LEGAL)('%s', async (_, file, imported) => {
    expect(await brokenRules(file, imported)).not.toContain(BOUNDARIES);
  });
});
