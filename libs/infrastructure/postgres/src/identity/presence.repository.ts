import type { MikroORM } from '@mikro-orm/postgresql';
import type { Agency, Member } from '@tributary/domain';
import { PresenceReader, type Presence, type SessionKey } from '@tributary/ports';
import { instantOrNull, Statement } from '../statement';
import { inAgencyAsPlanned } from '../tenancy';
import { MEMBER_FIELDS } from './member-rows';

interface PresenceRow extends Member, Pick<Agency, 'reportingCurrency' | 'timeZone' | 'locale' | 'kind'> {
  readonly agencyName: string;
  readonly suspendedAt: string | null;
  readonly isAlive: boolean;
  readonly lacksSecondFactor: boolean;
}

const FIND = Statement.planned<PresenceRow>(`
  select ${MEMBER_FIELDS}, a.name as "agencyName", a.reporting_currency as "reportingCurrency",
    a.time_zone as "timeZone", a.locale, a.kind, a.suspended_at as "suspendedAt",
    exists (
      select 1 from session_family f
      join refresh_session s on s.agency_id = f.agency_id and s.family_id = f.id
      where f.agency_id = $1 and f.id = $3 and f.member_id = $2 and f.revoked_at is null and f.ends_at > now()
        and s.used_at is null and s.expires_at > now()
    ) as "isAlive",
    a.requires_two_factor and not exists (
      select 1 from second_factor f
      where f.agency_id = $1 and f.member_id = $2 and f.confirmed_at is not null
    ) as "lacksSecondFactor"
  from member m
  join agency a on a.id = m.agency_id
  where m.agency_id = $1 and m.id = $2`);

export class PostgresPresence extends PresenceReader {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async find({ agencyId, memberId, familyId }: SessionKey): Promise<Presence | null> {
    const row = await inAgencyAsPlanned(this.orm, agencyId, (em) =>
      FIND.first(em, [agencyId, memberId, familyId]),
    );
    if (!row) return null;
    const { agencyName: name, reportingCurrency, timeZone, locale, kind, suspendedAt, ...rest } = row;
    const { isAlive, lacksSecondFactor, ...member } = rest;
    const agency = { id: agencyId, name, reportingCurrency, timeZone, locale, kind };
    return {
      member,
      agency: { ...agency, suspendedAt: instantOrNull(suspendedAt) },
      isAlive,
      lacksSecondFactor,
    };
  }
}
