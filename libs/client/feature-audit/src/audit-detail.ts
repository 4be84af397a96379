import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { AuditEntryView } from '@tributary/api-contract';
import { Chip, Icon } from '@tributary/client-ui';
import { auditRow, type AuditTimes, changeLines } from './audit-entry-view';

/** One entry with everything that was written of it. */
@Component({
  selector: 'trib-audit-detail',
  imports: [Chip, Icon, MatButton, MatIconButton],
  templateUrl: './audit-detail.html',
  styleUrl: './audit-detail.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AuditDetail {
  readonly entry = input.required<AuditEntryView>();
  readonly times = input.required<AuditTimes>();
  /** Whether the list shows this member alone already. */
  readonly isOnlyOne = input(false);

  readonly memberChosen = output<string>();
  readonly closed = output();

  protected readonly row = computed(() => auditRow(this.entry(), this.times()));
  protected readonly lines = computed(() => changeLines(this.entry(), this.times()));
  /** Only what was asked for or done, where nothing was there before. */
  protected readonly hasBefore = computed(() => this.entry().before !== null);
  protected readonly hasAfter = computed(() => this.entry().after !== null);
}
