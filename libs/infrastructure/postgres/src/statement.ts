import type { EntityManager } from '@mikro-orm/postgresql';
import type { AccountScope } from '@tributary/domain';
import { CompiledQuery } from 'kysely';
import { arrayLiteral } from './array-literal';
import { planOnce } from './planned-once';

/** A statement with its parameters. */
export type Asked<Row> = CompiledQuery<Row>;

/**
 * One SQL statement with bind parameters `$1, $2, …`, run in the entity manager's transaction where there is one.
 * (`em.execute` would write the parameters into the SQL text.) Timestamps and dates come back as text.
 */
export class Statement<Row> {
  constructor(private readonly text: string) {}

  /**
   * One that each connection plans a single time. Only where no index but the right one can serve its rows: a plan that was
   * made while a table was empty took any that begins with the agency, and is kept until the table is analysed.
   */
  static planned<Row>(text: string): Statement<Row> {
    planOnce(text);
    return new Statement<Row>(text);
  }

  /** Ready to be sent, with its parameters; see {@link together}. */
  with(parameters: readonly unknown[]): Asked<Row> {
    const values = parameters.map((value): unknown => (Array.isArray(value) ? arrayLiteral(value) : value));
    return CompiledQuery.raw(this.text, values);
  }

  async run(em: EntityManager, parameters: readonly unknown[]): Promise<Row[]> {
    const result = await em.getKysely().executeQuery(this.with(parameters));
    return result.rows;
  }

  async first(em: EntityManager, parameters: readonly unknown[]): Promise<Row | null> {
    const [row] = await this.run(em, parameters);
    return row ?? null;
  }
}

/**
 * Sends statements of one transaction at once: they run one after the other, each sees what those before it wrote, and the
 * way there and back is made once. For those that need nothing of each other's answers.
 * @returns the rows of each in its place, none for what there is nothing to ask.
 * @throws what the first of them throws.
 */
export async function together<Rows extends readonly unknown[]>(
  em: EntityManager,
  ...asked: { readonly [Place in keyof Rows]: Asked<Rows[Place]> | null }
): Promise<{ [Place in keyof Rows]: Rows[Place][] }> {
  const answers = await em
    .getKysely()
    .getExecutor()
    .provideConnection((connection) =>
      Promise.all(asked.map(async (one) => (one ? connection.executeQuery(one) : { rows: [] }))),
    );
  return answers.map(({ rows }) => rows) as { [Place in keyof Rows]: Rows[Place][] };
}

/** An instant out of Postgres' text form, `2026-03-14 12:00:00.123456+00`. */
export function instant(text: string): Date {
  return new Date(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00'));
}

export function instantOrNull(text: string | null): Date | null {
  return text === null ? null : instant(text);
}

/** For `($n::uuid[] is null or account_id = any($n::uuid[]))`: an empty list leaves no account. */
export function accountsParameter(accounts: AccountScope): readonly string[] | null {
  return accounts === 'all' ? null : accounts;
}
