import type { createOrm, ReadReplica } from '@tributary/postgres';
import { onReplicas } from './on-replicas';

class Storage {
  constructor(private readonly server: string) {}

  read(what: string): Promise<string> {
    return Promise.resolve(`${what} of ${this.server}`);
  }

  write(what: string): Promise<string> {
    return Promise.resolve(`${what} of ${this.server}`);
  }
}

const REPLICAS = ['1', '2'].map((name) => ({ name, orm: { replica: name } }) as unknown as ReadReplica);
const nameOf = (orm: ReturnType<typeof createOrm>) => (orm as unknown as { replica: string }).replica;

/** Whoever is chosen is asked; `null` is the primary. */
function chosen(choice: string | null) {
  const replica = REPLICAS.find(({ name }) => name === choice);
  return onReplicas(
    new Storage('primary'),
    {
      all: REPLICAS,
      read: (onReplica, onPrimary) => (replica ? onReplica(replica) : onPrimary()),
    },
    { names: ['read'], of: (orm) => new Storage(`replica ${nameOf(orm)}`) },
  );
}

describe('onReplicas', () => {
  it.each([
    ['1', 'sales of replica 1'],
    ['2', 'sales of replica 2'],
    [null, 'sales of primary'],
  ])('reads where the replicas say: %s', async (choice, answer) => {
    expect(await chosen(choice).read('sales')).toBe(answer);
  });

  it('does everything else on the primary', async () => {
    expect(await chosen('1').write('sales')).toBe('sales of primary');
  });

  it('is still what it was', () => {
    expect(chosen('1')).toBeInstanceOf(Storage);
  });
});
