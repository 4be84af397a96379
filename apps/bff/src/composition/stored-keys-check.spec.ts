import { Logger } from '@nestjs/common';
import { CheckStoredKeys } from '@tributary/application';
import { SealedValueRepository, StorageNotMigrated } from '@tributary/ports';
import { ReversibleCipher } from '@tributary/ports/testing';
import { setTimeout as delay } from 'node:timers/promises';
import { StoredKeysCheck } from './stored-keys-check';

Logger.overrideLogger(false);

/** Answers one after the other, the last one for ever. */
class ScriptedValues extends SealedValueRepository {
  asked = 0;

  constructor(private readonly answers: readonly (readonly string[] | Error)[]) {
    super();
  }

  keysInUse(): Promise<readonly string[]> {
    const answer = this.answers[Math.min(this.asked, this.answers.length - 1)] ?? [];
    this.asked += 1;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- it is asked for its keys only
  async *sealedByOthers(): AsyncGenerator<never> {
    yield* [];
  }

  replace(): Promise<number> {
    return Promise.resolve(0);
  }
}

function checkOf(...answers: readonly (readonly string[] | Error)[]) {
  const values = new ScriptedValues(answers);
  const ends: Error[] = [];
  const cipher = new ReversibleCipher(['0a0a0a0a']);
  const check = new StoredKeysCheck(new CheckStoredKeys(values, cipher), (reason) => ends.push(reason), 5);
  return { check, values, ends };
}

describe('StoredKeysCheck', () => {
  it('lets a process start whose ring opens everything', async () => {
    const { check, values } = checkOf(['0a0a0a0a']);
    await check.onModuleInit();
    await delay(30);
    expect(values.asked).toBe(1);
  });

  it('stops the start, and says which key is missing and what to do', async () => {
    const start = checkOf(['0a0a0a0a', '0b0b0b0b']).check.onModuleInit();
    await expect(start).rejects.toThrow(
      'Tributary cannot start: Values are stored that need the key 0b0b0b0b, which this process does not have.\n' +
        'Add it to ENCRYPTION_OPENING_KEYS until the command "rewrap" says that nothing needs it any more.',
    );
  });

  it('stops the start of a process whose database does not answer', async () => {
    await expect(checkOf(new Error('ECONNREFUSED')).check.onModuleInit()).rejects.toThrow('ECONNREFUSED');
  });

  it('looks after the migration, and then no more', async () => {
    const { check, values, ends } = checkOf(new StorageNotMigrated(), new Error('away'), ['0a0a0a0a']);
    await check.onModuleInit();
    while (values.asked < 3) await delay(5);
    await delay(30);
    expect(values.asked).toBe(3);
    expect(ends).toEqual([]);
  });

  it('ends a process that turns out not to have the keys', async () => {
    const { check, ends } = checkOf(new StorageNotMigrated(), ['0b0b0b0b']);
    await check.onModuleInit();
    while (ends.length === 0) await delay(5);
    expect(ends.map(({ message }) => message)).toEqual([expect.stringContaining('the key 0b0b0b0b')]);
  });

  it('does not look again after the process was told to stop', async () => {
    const { check, values } = checkOf(new StorageNotMigrated());
    await check.onModuleInit();
    check.onApplicationShutdown();
    await delay(30);
    expect(values.asked).toBe(1);
  });
});
