import type { MikroORM } from '@mikro-orm/postgresql';
import { type CleanText, type CredentialCipher, ErasureRepository } from '@tributary/ports';
import { cleanKept } from './clean-kept';
import { Statement } from '../statement';
import { inAgency, inNoAgency } from '../tenancy';
import { PersonNames } from './person-key';

const REMEMBER = new Statement<object>(`
  insert into erased_person as e (agency_id, person) values ($1, $2)
  on conflict (agency_id, person) do update set cleaned_at = null`);
const ERASE = new Statement<object>(
  'delete from sale_customer where agency_id = $1 and person = $2 returning 1',
);
const PERSONS = new Statement<{ person: string }>('select person from erased_person where agency_id = $1');
const TO_CLEAN = new Statement<{ id: string }>(
  'select agency_id as id from directory.agencies_with_erasures()',
);
const CLEANED = new Statement<object>(`
  update erased_person set cleaned_at = now()
  where agency_id = $1 and cleaned_at is null and person = any($2::text[])`);

export class PostgresErasureRepository extends ErasureRepository {
  constructor(
    private readonly orm: MikroORM,
    private readonly cipher: CredentialCipher,
  ) {
    super();
  }

  erase(agencyId: string, email: string): Promise<number> {
    return inAgency(this.orm, agencyId, async (em) => {
      const person = (await PersonNames.of(em, agencyId, this.cipher)).nameOf(email);
      if (person === null) return 0;
      await REMEMBER.run(em, [agencyId, person]);
      return (await ERASE.run(em, [agencyId, person])).length;
    });
  }

  async erasedAmong(agencyId: string, emails: () => readonly string[]): Promise<ReadonlySet<string>> {
    const erased = await this.erasedOf(agencyId);
    return new Set(erased === null ? [] : emails().filter(erased.isErased));
  }

  async agenciesToClean(): Promise<readonly string[]> {
    const rows = await TO_CLEAN.run(inNoAgency(this.orm), []);
    return rows.map(({ id }) => id);
  }

  async clean(agencyId: string, clean: CleanText): Promise<number> {
    const erased = await this.erasedOf(agencyId);
    if (erased === null) return 0;
    const text = (kept: string) => clean(kept, erased.isErased);
    const changed = await cleanKept(this.orm, { agencyId, cipher: this.cipher, text });
    await inAgency(this.orm, agencyId, (em) => CLEANED.run(em, [agencyId, [...erased.persons]]));
    return changed;
  }

  /** null when nobody was erased. */
  private erasedOf(agencyId: string) {
    return inAgency(this.orm, agencyId, async (em) => {
      const rows = await PERSONS.run(em, [agencyId]);
      if (rows.length === 0) return null;
      const persons = new Set(rows.map(({ person }) => person));
      const names = await PersonNames.of(em, agencyId, this.cipher);
      const isErased = (email: string) => persons.has(names.nameOf(email) ?? '');
      return { persons, isErased };
    });
  }
}
