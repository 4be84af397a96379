import type { MikroORM } from '@mikro-orm/postgresql';
import type { Agency, Currency } from '@tributary/domain';
import { AgencyRepository, type AgencySettings } from '@tributary/ports';
import { rebuildRollups } from '../ledger/rollup-maintenance.repository';
import { AgencySchema } from '../schemas/agency.schema';
import { Statement, together } from '../statement';
import { inAgency, inNoAgency } from '../tenancy';

const LIST_IDS = new Statement<{ id: string }>('select agency_id as id from directory.agency_ids()');

/**
 * A statement of its own: one that locks the row and changes it at once can wait for whoever waits for that lock, while rows are
 * added that refer to the agency.
 */
const LOCK = new Statement<{ timeZone: string }>(
  'select time_zone as "timeZone" from agency where id = $1 for no key update',
);

const CHANGE_SETTINGS = new Statement<object>(
  'update agency set name = $2, reporting_currency = $3, time_zone = $4 where id = $1',
);

/** The platform's own agency is never suspended: nobody would be left to undo it. */
const SET_SUSPENDED = new Statement<object>(`
  update agency set suspended_at = case when $2 then coalesce(suspended_at, now()) end
  where id = $1 and kind = 'customer'`);

export class PostgresAgencyRepository extends AgencyRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async find(agencyId: string): Promise<Agency | null> {
    const row = await inAgency(this.orm, agencyId, (em) => em.findOne(AgencySchema, { id: agencyId }));
    if (!row) return null;
    const { id, name, timeZone, locale, kind, suspendedAt = null } = row;
    const reportingCurrency = row.reportingCurrency as Currency;
    return { id, name, reportingCurrency, timeZone, locale, kind, suspendedAt };
  }

  async add(agency: Agency): Promise<void> {
    await inAgency(this.orm, agency.id, (em) => em.insert(AgencySchema, { ...agency }));
  }

  /** The rollups' days are days of the agency's zone: readers see the new zone and the new days at the same time. */
  async changeSettings(agencyId: string, settings: AgencySettings): Promise<void> {
    const { name, reportingCurrency, timeZone } = settings;
    await inAgency(this.orm, agencyId, async (em) => {
      const change = CHANGE_SETTINGS.with([agencyId, name, reportingCurrency, timeZone]);
      const [[before]] = await together(em, LOCK.with([agencyId]), change);
      if (before && before.timeZone !== timeZone) await rebuildRollups(em, agencyId);
    });
  }

  async setSuspended(agencyId: string, isSuspended: boolean): Promise<void> {
    await inAgency(this.orm, agencyId, (em) => SET_SUSPENDED.run(em, [agencyId, isSuspended]));
  }

  async listIds(): Promise<readonly string[]> {
    const rows = await LIST_IDS.run(inNoAgency(this.orm), []);
    return rows.map(({ id }) => id);
  }
}
