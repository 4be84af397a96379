import type { MikroORM } from '@mikro-orm/postgresql';
import { type AttemptLimit, AttemptLimiter } from '@tributary/ports';
import { Statement } from '../statement';
import { inNoAgency } from '../tenancy';

const REFILL = `$2::double precision * interval '1 millisecond'`;
const OWED = 'greatest(l.paid_off_at, now())';

/** Attempts of one subject wait for each other; the row says when the last of them is paid off. */
const TAKE = new Statement<object>(`
  insert into attempt_limit as l (subject, paid_off_at) values ($1, now() + ${REFILL})
  on conflict (subject) do update set paid_off_at = ${OWED} + ${REFILL}
  where ${OWED} + ${REFILL} <= now() + $3::double precision * ${REFILL}
  returning 1`);

const WAIT = new Statement<{ milliseconds: number }>(`
  select ceil(1000 * extract(epoch from ${OWED} + ${REFILL} - now() - $3::double precision * ${REFILL}))::float8
    as milliseconds
  from attempt_limit l where subject = $1`);

const GIVE_BACK = new Statement<object>(
  `update attempt_limit l set paid_off_at = ${OWED} - ${REFILL} where subject = $1`,
);

const REMEMBER = new Statement<object>(`
  insert into remembered_subject (subject, until) values ($1, now() + $2::double precision * interval '1 day')
  on conflict (subject) do update set until = excluded.until`);

const IS_REMEMBERED = new Statement<object>(
  'select 1 from remembered_subject where subject = $1 and until > now()',
);

const FORGET_ATTEMPTS = new Statement<object>('delete from attempt_limit where paid_off_at <= now()');
const FORGET_SUBJECTS = new Statement<object>('delete from remembered_subject where until <= now()');

/**
 * In two tables of the whole installation: whoever attempts to sign in belongs to no agency yet, and an attack on many
 * agencies is one attack.
 */
export class PostgresAttemptLimiter extends AttemptLimiter {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async take(limits: readonly AttemptLimit[]): Promise<number | null> {
    try {
      await inNoAgency(this.orm).transactional(async (em) => {
        for (const { subject, burst, refillMs } of inOrder(limits)) {
          const limit = [subject, refillMs, burst];
          if (await TAKE.first(em, limit)) continue;
          throw new UsedUp((await WAIT.first(em, limit))?.milliseconds ?? refillMs);
        }
      });
      return null;
    } catch (error) {
      if (error instanceof UsedUp) return error.waitMs;
      throw error;
    }
  }

  async giveBack(limits: readonly AttemptLimit[]): Promise<void> {
    await inNoAgency(this.orm).transactional(async (em) => {
      for (const { subject, refillMs } of inOrder(limits)) await GIVE_BACK.run(em, [subject, refillMs]);
    });
  }

  async remember(subject: string, days: number): Promise<void> {
    await REMEMBER.run(inNoAgency(this.orm), [subject, days]);
  }

  async isRemembered(subject: string): Promise<boolean> {
    return (await IS_REMEMBERED.first(inNoAgency(this.orm), [subject])) !== null;
  }

  async forgetOld(): Promise<void> {
    const em = inNoAgency(this.orm);
    await FORGET_ATTEMPTS.run(em, []);
    await FORGET_SUBJECTS.run(em, []);
  }
}

/** Ends the transaction, and with it what was taken from the limits before. */
class UsedUp extends Error {
  constructor(readonly waitMs: number) {
    super('An attempt limit is used up');
  }
}

/** The same order for everybody: two that lock the same rows must not wait for each other. */
function inOrder(limits: readonly AttemptLimit[]): readonly AttemptLimit[] {
  return limits.toSorted((one, other) => (one.subject < other.subject ? -1 : 1));
}
