import { aSale } from '@tributary/domain/testing';
import type { ToldContent } from '../sync/read-page';
import { newestOf } from './page-facts';

const NOTHING: ToldContent = {
  ...{ sales: [], reversals: [], completeLinkKeys: [], neverPaid: [], bookedLinkKeys: [] },
  ...{ dailyTotals: [], quarantined: [] },
};

describe('the newest state of kept pages', () => {
  it('leaves a sale that a postback told marked as a booking, so that a reading can still take its place', () => {
    const content = { ...NOTHING, sales: [aSale({ linkKey: '118204:nc6' })], bookedLinkKeys: ['118204:nc6'] };
    const teller = { sighting: 1, firstToldAt: new Date('2026-03-14T00:00:00Z') };
    const newest = newestOf({ sighting: 1 }, content, new Map([['sale order-1', teller]]));
    expect(newest).toMatchObject({ sales: [{ externalOrderId: 'order-1' }], bookedLinkKeys: ['118204:nc6'] });
  });
});
