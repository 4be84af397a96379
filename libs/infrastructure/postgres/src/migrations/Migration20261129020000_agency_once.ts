import { Migration } from '@mikro-orm/migrations';
import { ownRows } from './tenant-table';

/** Every table has the policy, the agencies on their id. */
const ALTER = `
  do $$
  declare
    policed record;
  begin
    for policed in
      select schemaname, tablename, tablename = 'agency' as is_agency from pg_policies where policyname = 'own_agency'
    loop
      execute format(
        case when policed.is_agency
          then 'alter policy "own_agency" on %1$I.%2$I using (%3$s) with check (%3$s)'
          else 'alter policy "own_agency" on %1$I.%2$I using (%4$s) with check (%4$s)'
        end,
        policed.schemaname, policed.tablename, $rule$${ownRows('id')}$rule$, $rule$${ownRows('agency_id')}$rule$);
    end loop;
  end $$;`;

/** Whose rows a transaction works on is asked once a statement, not for each row that is looked up or written. */
export class Migration20261129020000_agency_once extends Migration {
  override up(): void {
    this.addSql(ALTER);
  }
}
