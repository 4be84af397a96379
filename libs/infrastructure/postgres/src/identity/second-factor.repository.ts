import type { MikroORM } from '@mikro-orm/postgresql';
import {
  type Confirmation,
  type MemberKey,
  type SecondFactor,
  SecondFactorRepository,
} from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency } from '../tenancy';
import { replaceRecoveryCodes } from './recovery-code.repository';

const FIND = new Statement<SecondFactor>(`
  select sealed_secret as "sealedSecret", confirmed_at is not null as "isConfirmed"
  from second_factor where agency_id = $1 and member_id = $2`);

const ENROL = new Statement<object>(`
  insert into second_factor as f (agency_id, member_id, sealed_secret) values ($1, $2, $3)
  on conflict (agency_id, member_id) do update set sealed_secret = excluded.sealed_secret
  where f.confirmed_at is null
  returning 1`);

const CONFIRM = new Statement<object>(`
  update second_factor set confirmed_at = now(), last_used_step = $3
  where agency_id = $1 and member_id = $2 and confirmed_at is null
  returning 1`);

/** Of two requests with one code the second waits for the first, and then finds the step taken. */
const TAKE_STEP = new Statement<object>(`
  update second_factor set last_used_step = $3
  where agency_id = $1 and member_id = $2 and confirmed_at is not null and last_used_step < $3
  returning 1`);

const REMOVE = new Statement<object>(
  'delete from second_factor where agency_id = $1 and member_id = $2 returning 1',
);

export class PostgresSecondFactorRepository extends SecondFactorRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  find({ agencyId, memberId }: MemberKey): Promise<SecondFactor | null> {
    return inAgency(this.orm, agencyId, (em) => FIND.first(em, [agencyId, memberId]));
  }

  enrol(key: MemberKey, sealedSecret: Uint8Array): Promise<boolean> {
    return this.changes(ENROL, key, Buffer.from(sealedSecret));
  }

  confirm(key: MemberKey, { step, recoveryCodeHashes }: Confirmation): Promise<boolean> {
    const { agencyId, memberId } = key;
    return inAgency(this.orm, agencyId, async (em) => {
      if (!(await CONFIRM.first(em, [agencyId, memberId, step]))) return false;
      await replaceRecoveryCodes(em, key, recoveryCodeHashes);
      return true;
    });
  }

  takeStep(key: MemberKey, step: number): Promise<boolean> {
    return this.changes(TAKE_STEP, key, step);
  }

  remove(key: MemberKey): Promise<boolean> {
    return this.changes(REMOVE, key);
  }

  private changes(
    statement: Statement<object>,
    { agencyId, memberId }: MemberKey,
    ...others: readonly unknown[]
  ): Promise<boolean> {
    return inAgency(
      this.orm,
      agencyId,
      async (em) => (await statement.first(em, [agencyId, memberId, ...others])) !== null,
    );
  }
}
