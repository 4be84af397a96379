import { PLAIN_WORDS } from '../testing';
import { noticeViews } from './notice-view';

const since = '2026-11-19T06:32:00Z';

describe('noticeViews', () => {
  it.each([
    ['quiet', 'neutral', 'It answers. The last sale was on 2026-11-19 at 06:32. Look there.'],
    ['empty-answer', 'warning', 'It answers. First seen on 2026-11-19 at 06:32. Look there.'],
  ] as const)(
    'says of %s what happened in bold, then what it means, since when, and what to do',
    (kind, tone, text) => {
      const notice = { kind, since, message: 'No sale for 31 hours. It answers.', nextStep: 'Look there.' };
      expect(noticeViews([notice], PLAIN_WORDS)).toMatchObject([
        { kind, tone, lead: 'No sale for 31 hours.', text },
      ]);
    },
  );

  it('leaves an outage to the line of the network', () => {
    const notice = { kind: 'network-outage', since, message: 'Down.', nextStep: 'Nothing to do.' } as const;
    expect(noticeViews([notice], PLAIN_WORDS)).toEqual([]);
  });
});
