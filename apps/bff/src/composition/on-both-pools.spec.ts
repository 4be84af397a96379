import { onBothPools } from './on-both-pools';

class Storage {
  constructor(private readonly pool: string) {}

  read(what: string): string {
    return `${what} on ${this.pool}`;
  }

  write(what: string): string {
    return `${what} on ${this.pool}`;
  }
}

describe('onBothPools', () => {
  const storage = onBothPools(new Storage('sync'), new Storage('pages'), { ofPages: ['read'] });

  it('asks what is for pages on their pool, and the rest on the other', () => {
    expect([storage.read('sales'), storage.write('sales')]).toEqual(['sales on pages', 'sales on sync']);
  });

  it('is still what it was', () => {
    expect(storage).toBeInstanceOf(Storage);
  });
});
