import { InMemoryAgencyRepository, InMemoryRollupMaintenance } from '@tributary/ports/testing';
import { AGENCY } from '../testing/office';
import { FoldFigures } from './fold-figures';

describe('FoldFigures', () => {
  it('folds what every agency has open, and counts it', async () => {
    const agencies = new InMemoryAgencyRepository();
    for (const id of ['first', 'second', 'third']) await agencies.add({ ...AGENCY, id });
    const rollups = new InMemoryRollupMaintenance();
    rollups.open.set('first', 11).set('third', 2);
    const fold = new FoldFigures(agencies, rollups);
    expect(await fold.run()).toBe(13);
    expect(await fold.run()).toBe(0);
  });
});
