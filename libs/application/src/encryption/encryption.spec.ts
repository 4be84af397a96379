import { currency } from '@tributary/domain';
import type { ResealedValue } from '@tributary/ports';
import {
  InMemoryAgencyRepository,
  InMemoryAuditTrail,
  InMemoryNetworkAccountRepository,
  InMemoryNotificationStorage,
  InMemorySealedValueRepository,
  InMemoryStorage,
  newAccount,
  ReversibleCipher,
  SettableClock,
} from '@tributary/ports/testing';
import { openCredentials, sealCredentials } from '../network-accounts/credentials';
import { CheckStoredKeys, StoredKeysMissing } from './check-stored-keys';
import { RewrapSealedValues } from './rewrap-sealed-values';

const [OLD, NEW] = ['01010101', '0e0e0e0e'];
const old = new ReversibleCipher([OLD]);
const turned = new ReversibleCipher([NEW, OLD]);

const AN_AGENCY = {
  name: 'Northbank Media',
  reportingCurrency: currency('EUR'),
  timeZone: 'Europe/Berlin',
  locale: 'de-DE',
  kind: 'customer',
  suspendedAt: null,
} as const;

/** Something happens while values are being replaced. */
class BusyValues extends InMemorySealedValueRepository {
  meanwhile: () => void = () => undefined;
  rounds = 0;

  override async *sealedByOthers(agencyId: string, keyId: string) {
    this.rounds += 1;
    yield* super.sealedByOthers(agencyId, keyId);
  }

  override replace(agencyId: string, values: readonly ResealedValue[]): Promise<number> {
    this.meanwhile();
    return super.replace(agencyId, values);
  }
}

class World {
  readonly storage = new InMemoryStorage(new SettableClock('2026-03-20T00:00:00Z'));
  readonly accounts = new InMemoryNetworkAccountRepository(this.storage);
  readonly values = new BusyValues(new InMemoryNotificationStorage(this.storage));
  readonly agencies = new InMemoryAgencyRepository();
  readonly audit = new InMemoryAuditTrail();

  /** An account whose key is `word`. @returns its id. */
  async connect(word: string, cipher = old): Promise<string> {
    const agencyId = crypto.randomUUID();
    await this.agencies.add({ ...AN_AGENCY, id: agencyId });
    const owner = newAccount(agencyId);
    await this.accounts.add({
      ...owner,
      sealedCredentials: sealCredentials(cipher, owner, { apiKey: word }),
    });
    return owner.id;
  }

  rewrap(cipher = turned) {
    const { agencies, values, audit } = this;
    return new RewrapSealedValues({ agencies, values, audit, cipher }).run();
  }

  check(cipher: ReversibleCipher) {
    return new CheckStoredKeys(this.values, cipher).run();
  }

  /** Reads all keys with the newest encryption key alone. */
  words(): (string | undefined)[] {
    const newest = new ReversibleCipher([NEW]);
    return [...this.storage.accounts.values()].map(
      ({ account, sealedCredentials }) => openCredentials(newest, account, sealedCredentials).apiKey,
    );
  }

  write(id: string, sealedCredentials: Uint8Array): void {
    for (const [key, stored] of this.storage.accounts) {
      if (stored.account.id === id) this.storage.accounts.set(key, { ...stored, sealedCredentials });
    }
  }
}

describe('turning the key', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });

  it('seals everything of every agency anew, after which the old key can go', async () => {
    for (const word of ['one', 'two', 'three']) await world.connect(word);
    await world.connect('of the new key', turned);
    const done = await world.rewrap();
    expect(done).toEqual({ sealingKey: NEW, moved: 3, unreadable: new Map(), needed: [], unneeded: [OLD] });
    expect(world.words()).toEqual(['one', 'two', 'three', 'of the new key']);
    await expect(world.check(new ReversibleCipher([NEW]))).resolves.toBeUndefined();
  });

  it('stands in the trail of every agency it changes something of, once, and tells nothing of a key', async () => {
    await world.connect('one');
    await world.connect('of the new key', turned);
    await world.connect('two');
    const [first, , third] = await world.agencies.listIds();
    await world.rewrap();
    expect(world.audit.entries).toMatchObject(
      [first, third].map((agencyId) => ({
        agencyId,
        ...{ action: 'agency.rewrap', actor: { kind: 'operator', label: 'rewrap' }, outcome: 'done' },
      })),
    );
    expect(JSON.stringify(world.audit.entries)).not.toContain(NEW);
  });

  it('does nothing the second time', async () => {
    await world.connect('one');
    await world.rewrap();
    const before = [...world.storage.accounts.values()];
    expect(await world.rewrap()).toMatchObject({ moved: 0, unneeded: [OLD] });
    expect([...world.storage.accounts.values()]).toEqual(before);
  });

  it('goes on where it was stopped', async () => {
    await world.connect('one');
    await world.connect('two');
    let replaced = 0;
    world.values.meanwhile = () => {
      replaced += 1;
      if (replaced === 2) throw new Error('killed');
    };
    await expect(world.rewrap()).rejects.toThrow('killed');
    await expect(world.check(new ReversibleCipher([NEW]))).rejects.toThrow(StoredKeysMissing);
    expect(await world.rewrap()).toMatchObject({ moved: 1, needed: [], unneeded: [OLD] });
    expect(world.words()).toEqual(['one', 'two']);
  });

  it('leaves what somebody changes meanwhile as they want it, and seals that anew', async () => {
    const id = await world.connect('first');
    world.values.meanwhile = () => {
      world.values.meanwhile = () => undefined;
      const [stored] = [...world.storage.accounts.values()];
      if (stored) world.write(id, sealCredentials(old, stored.account, { apiKey: 'second' }));
    };
    await world.connect('other');
    expect(await world.rewrap()).toMatchObject({ moved: 2, needed: [], unneeded: [OLD] });
    expect(world.words()).toEqual(['second', 'other']);
  });

  it('ends while a process still seals with the old key, and says that it is needed', async () => {
    const id = await world.connect('first');
    await world.connect('other');
    world.values.meanwhile = () => {
      const [stored] = [...world.storage.accounts.values()];
      if (stored) world.write(id, sealCredentials(old, stored.account, { apiKey: 'again' }));
    };
    const done = await world.rewrap();
    expect(done).toMatchObject({ needed: [OLD], unneeded: [] });
    expect(world.values.rounds).toBeLessThan(30);
  });

  it('leaves alone what no key opens, counts it, and says that its key is needed', async () => {
    await world.connect('fine');
    const strange = await world.connect('one', new ReversibleCipher(['dddddddd']));
    const moved = await world.connect('moved');
    const before = [...world.storage.accounts.values()].at(-1)?.sealedCredentials ?? new Uint8Array();
    world.write(moved, before.with(-1, 0));
    const done = await world.rewrap();
    expect(done).toEqual({
      sealingKey: NEW,
      moved: 1,
      unreadable: new Map([['credentials', 2]]),
      needed: expect.arrayContaining(['dddddddd', OLD]) as string[],
      unneeded: [],
    });
    const kept = [...world.storage.accounts.values()].find(({ account }) => account.id === strange);
    expect(() =>
      openCredentials(turned, kept?.account ?? raise(), kept?.sealedCredentials ?? raise()),
    ).toThrow();
  });
});

describe('the check before a process works', () => {
  it('passes where nothing is stored yet, and with every ring that opens all', async () => {
    const world = new World();
    await expect(world.check(new ReversibleCipher([NEW]))).resolves.toBeUndefined();
    await world.connect('one');
    await expect(world.check(old)).resolves.toBeUndefined();
    await expect(world.check(turned)).resolves.toBeUndefined();
    await expect(world.check(new ReversibleCipher([OLD, NEW]))).resolves.toBeUndefined();
  });

  it('names the keys that are missing', async () => {
    const world = new World();
    await world.connect('one');
    await world.connect('two', new ReversibleCipher(['00ab00ab']));
    const check = world.check(new ReversibleCipher([NEW]));
    await expect(check).rejects.toThrow('the keys 00ab00ab and 01010101, which this process does not have');
    await expect(check).rejects.toMatchObject({ keyIds: ['00ab00ab', OLD] });
  });
});

function raise(): never {
  throw new Error('It is not there');
}
