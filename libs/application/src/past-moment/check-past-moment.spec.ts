import { InMemorySaleHistoryRepository } from '@tributary/ports/testing';
import { AGENCY, Office } from '../testing/office';
import { CheckPastMoment } from './check-past-moment';

describe('CheckPastMoment', () => {
  const FOUNDED = new Date('2026-02-01T08:00:00Z');
  const check = async (at: Date | null) => {
    const { storage, clock } = await Office.open();
    return new CheckPastMoment(new InMemorySaleHistoryRepository(storage, FOUNDED), clock).run(AGENCY, at);
  };

  it.each([
    ['now', null],
    ['this very moment', new Date('2026-03-14T12:00:00Z')],
    ['the first moment that is kept', FOUNDED],
  ])('takes %s', async (_, at) => {
    expect(await check(at)).toEqual(at);
  });

  it('refuses what is to come', async () => {
    await expect(check(new Date('2026-03-14T12:00:00.001Z'))).rejects.toMatchObject({
      code: 'invalid-input',
      message: 'That moment has not come yet. Choose one up to now.',
      fields: [{ field: 'asOf' }],
    });
  });

  it('refuses what was before, and says from when on, in the words of the agency', async () => {
    await expect(check(new Date('2026-02-01T07:59:59.999Z'))).rejects.toMatchObject({
      code: 'invalid-input',
      message: 'Figures are kept as they were shown since 01.02.2026, 09:00:00. Choose a later moment.',
    });
  });
});
