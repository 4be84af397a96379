import { Migration } from '@mikro-orm/migrations';
import { APPLICATION_ROLE } from './tenant-table';

/** Roles belong to the whole server: another database of it may have made this one, or be making it right now. */
const CREATE_ROLE = `
do $$
begin
  if not exists (select 1 from pg_roles where rolname = '${APPLICATION_ROLE}') then
    create role ${APPLICATION_ROLE} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
exception
  when duplicate_object or unique_violation then null;
end $$;`;

/** The role that logins of the product are members of. Later migrations grant to it what each table needs. */
export class Migration20261128000000_application_role extends Migration {
  override up(): void {
    this.addSql(CREATE_ROLE);
  }
}
