import { describeExtraFields } from './extra-fields';
import { describeForeignIds } from './foreign-ids';
import { twoAgencies, type TwoAgencies } from './two-agencies';

const MINUTES = 60_000;

// Real processes on a busy machine: slow is not wrong.
jest.setTimeout(5 * MINUTES);

describe('one agency against another', () => {
  let world: TwoAgencies;

  beforeAll(async () => {
    world = await twoAgencies();
  }, 5 * MINUTES);

  afterAll(async () => {
    await world.installation.destroy();
  }, MINUTES);

  describeForeignIds(() => world);
  describeExtraFields(() => world);
});
