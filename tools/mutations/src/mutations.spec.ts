import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutated, type Mutation } from './mutation';
import { MUTATIONS } from './mutations';
import { verdictOf } from './run-spec';

const ROOT = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const MUTATION: Mutation = {
  id: 'door',
  defence: 'The door is locked',
  file: 'house.ts',
  remove: 'lock();',
  noticedBy: { project: 'house', spec: 'house.spec.ts', test: 'locks the door' },
};

describe('a mutation', () => {
  it('takes out what stands once, and leaves what it says', () => {
    expect(mutated('close(); lock();', MUTATION)).toBe('close(); ');
    expect(mutated('close(); lock();', { ...MUTATION, leave: '$& open();' })).toBe('close(); $& open();');
  });

  it.each(['close();', 'lock(); lock();'])('is refused where it does not fit: %s', (text) => {
    expect(() => mutated(text, MUTATION)).toThrow(RangeError);
  });
});

describe('the verdict', () => {
  const report = (status: string, broken = 0) => ({
    numRuntimeErrorTestSuites: broken,
    testResults: [{ assertionResults: [{ fullName: 'the house locks the door', status }] }],
  });

  it.each([
    [report('failed'), 'failed'],
    [report('passed'), 'passed'],
    [report('pending'), 'no such test'],
    [report('failed', 1), 'did not run'],
    [null, 'did not run'],
  ])('is told from the report: %#', (given, verdict) => {
    expect(verdictOf(given, 'locks the door')).toBe(verdict);
  });
});

describe('the mutations', () => {
  it('have ids of their own', () => {
    expect(new Set(MUTATIONS.map(({ id }) => id)).size).toBe(MUTATIONS.length);
  });

  it.each(MUTATIONS.map((mutation) => [mutation.id, mutation] as const))(
    '%s still fits its file, and its test is there',
    (_, mutation) => {
      expect(mutated(read(mutation.file), mutation)).not.toBe(read(mutation.file));
      const { contract, spec, test } = mutation.noticedBy;
      expect(read(contract ?? spec)).toContain(test);
    },
  );
});
