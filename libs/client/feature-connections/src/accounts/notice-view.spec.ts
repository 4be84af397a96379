import { PLAIN_WORDS } from '../testing';
import { noticeViews } from './notice-view';

const SINCE = '2026-11-19T06:32:00Z';

describe('noticeViews', () => {
  it.each([
    ['quiet', 'neutral', 'The last sale was on 2026-11-19 at 06:32. Look there.'],
    ['empty-answer', 'warning', 'First seen on 2026-11-19 at 06:32. Look there.'],
    ['network-outage', 'warning', 'It began on 2026-11-19 at 06:32. Look there.'],
  ] as const)('says of %s what happened, since when, and what to do', (kind, tone, text) => {
    const notice = { kind, since: SINCE, message: 'No sale for 31 hours.', nextStep: 'Look there.' };
    expect(noticeViews([notice], PLAIN_WORDS)).toMatchObject([
      { kind, tone, lead: 'No sale for 31 hours.', text },
    ]);
  });
});
