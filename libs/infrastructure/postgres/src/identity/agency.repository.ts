import type { MikroORM } from '@mikro-orm/postgresql';
import type { Agency, Currency } from '@tributary/domain';
import { AgencyRepository, type AgencySettings } from '@tributary/ports';
import { AgencySchema } from '../schemas/agency.schema';

export class PostgresAgencyRepository extends AgencyRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async find(agencyId: string): Promise<Agency | null> {
    const row = await this.orm.em.fork().findOne(AgencySchema, { id: agencyId });
    if (!row) return null;
    const { id, name, reportingCurrency, timeZone, locale } = row;
    return { id, name, reportingCurrency: reportingCurrency as Currency, timeZone, locale };
  }

  async add(agency: Agency): Promise<void> {
    await this.orm.em.fork().insert(AgencySchema, { ...agency });
  }

  async changeSettings(agencyId: string, settings: AgencySettings): Promise<void> {
    await this.orm.em.fork().nativeUpdate(AgencySchema, { id: agencyId }, { ...settings });
  }
}
