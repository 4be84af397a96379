import { Migration } from '@mikro-orm/migrations';
import { directoryFunction, directoryReads } from '../directory/directory-function';
import { APPLICATION_ROLE } from './tenant-table';

/** Erased persons are taken out of what is kept of networks' answers in the background; agencies may keep it for a time only. */
export class Migration20261128111000_erasures extends Migration {
  override up(): void {
    this.addSql(`alter table "erased_person" add column "cleaned_at" timestamptz(6) null;`);

    this.addSql(`alter table "agency" add column "personal_data_months" int null;`);

    // By hand from here.
    const byHand = [
      `grant update on "erased_person" to ${APPLICATION_ROLE};`,
      ...directoryReads('erased_person', ['agency_id', 'cleaned_at']),
      ...directoryFunction({
        name: 'agencies_with_erasures',
        parameters: '',
        returns: 'table (agency_id uuid)',
        mode: 'reads',
        body: 'select distinct e.agency_id from public.erased_person e where e.cleaned_at is null',
      }),
      ...directoryReads('agency', ['personal_data_months']),
      ...directoryFunction({
        name: 'agencies_with_retention',
        parameters: '',
        returns: 'table (agency_id uuid, months int)',
        mode: 'reads',
        body: 'select a.id, a.personal_data_months from public.agency a where a.personal_data_months is not null',
      }),
    ];
    byHand.forEach((sql) => {
      this.addSql(sql);
    });
  }
}
