import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { Chip, RowsTable } from '@tributary/client-ui';
import type { AuditRow } from './audit-entry-view';

/** Entries as a table, in narrow places as items of three lines. */
@Component({
  selector: 'trib-audit-table',
  imports: [Chip, RowsTable],
  templateUrl: './audit-table.html',
  styleUrl: './audit-table.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AuditTable {
  readonly rows = input.required<readonly AuditRow[]>();
  readonly openId = input<string | null>(null);

  readonly opened = output<string>();
}
