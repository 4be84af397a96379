import { currency } from '@tributary/domain';
import { Statement } from '../statement';
import { inAgency } from '../tenancy';
import { createTestDatabase, type TestDatabase } from '../testing';
import { anAgency } from '../testing/world';
import { PostgresAgencyRepository } from './agency.repository';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** As a foreign key does for each row that is added. */
const REFER = new Statement<object>('select 1 from agency where id = $1 for key share');

describe('an agency', () => {
  it('is changed by many at once while rows are added that refer to it', async () => {
    const agencies = new PostgresAgencyRepository(database.orm);
    const id = await anAgency(database.orm);
    const change = (name: string) =>
      agencies.changeSettings(id, { name, reportingCurrency: currency('EUR'), timeZone: 'Europe/Berlin' });
    const refer = () => inAgency(database.orm, id, (em) => REFER.run(em, [id]));
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(
        Array.from({ length: 15 }, (_, place) => [change(`${round} ${place}`), refer()]).flat(),
      );
    }
    expect((await agencies.find(id))?.name).toMatch(/^19 \d+$/);
  });
});
