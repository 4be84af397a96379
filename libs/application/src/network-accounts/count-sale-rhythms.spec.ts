import { aSale } from '@tributary/domain/testing';
import { InMemoryAgencyRepository, rowMeaning } from '@tributary/ports/testing';
import { AGENCY } from '../testing/office';
import { SyncWorld } from '../testing/sync-world';
import { CountSaleRhythms } from './count-sale-rhythms';

describe('CountSaleRhythms', () => {
  it('counts the accounts of every agency that have sold, each once a day', async () => {
    const sold = rowMeaning({ sales: [aSale({ saleDate: new Date('2026-03-14T10:30:00Z') })] });
    const world = await SyncWorld.with(() => [[sold]]);
    await world.sync();
    const agencies = new InMemoryAgencyRepository();
    for (const id of ['another', world.key.agencyId]) await agencies.add({ ...AGENCY, id });
    const count = new CountSaleRhythms(agencies, world.rhythms);
    expect(await count.run()).toBe(1);
    expect(await count.run()).toBe(0);
    const [rhythm] = await world.rhythms.listOf(world.key.agencyId);
    expect(rhythm?.hours?.counts.at(-1)).toBe(1);
  });
});
