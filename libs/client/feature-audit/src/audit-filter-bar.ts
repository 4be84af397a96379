import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  type Choice,
  ChoiceList,
  FilterPopover,
  FilterRow,
  Icon,
  type Period,
  PeriodChoice,
  presetOf,
} from '@tributary/client-ui';
import { type AuditFilter, EMPTY_FILTER, isFiltered } from './audit-filter';
import { AUDIT_KINDS } from './audit-words';

/** Everything the list can be narrowed by, and the way to take it along. Emits the whole filter anew. */
@Component({
  selector: 'trib-audit-filter-bar',
  imports: [ChoiceList, FilterPopover, FilterRow, Icon, MatButton, PeriodChoice],
  templateUrl: './audit-filter-bar.html',
  styleUrl: './audit-filter-bar.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AuditFilterBar {
  readonly filter = input.required<AuditFilter>();
  /** Who did something: id → label. */
  readonly members = input.required<ReadonlyMap<string, string>>();
  readonly today = input.required<string>();
  /** "22 Oct – 20 Nov" */
  readonly periodText = input.required<string>();
  readonly isExporting = input(false);

  readonly changed = output<AuditFilter>();
  readonly exported = output();

  protected readonly isFiltered = computed(() => isFiltered(this.filter()));
  protected readonly kindChoices: Choice[] = AUDIT_KINDS.map(({ id, label }) => ({ value: id, label }));
  protected readonly memberChoices = computed<Choice[]>(() =>
    [...this.members()].map(([value, label]) => ({ value, label })),
  );
  protected readonly chosenMembers = computed(() => {
    const { member } = this.filter();
    return member === null ? [] : [member];
  });
  protected readonly memberText = computed(() => {
    const { member } = this.filter();
    return member === null ? 'All' : (this.members().get(member)?.replace(/ <.*$/, '') ?? 'One member');
  });
  protected readonly kindText = computed(() => {
    const [first, ...others] = this.filter().kinds;
    if (first === undefined) return 'All';
    return others.length > 0
      ? String(others.length + 1)
      : (AUDIT_KINDS.find(({ id }) => id === first)?.label ?? '1');
  });
  protected readonly periodLabel = computed(
    () => presetOf(this.filter(), this.today())?.label ?? this.periodText(),
  );

  protected setPeriod({ from, to }: Period): void {
    this.change({ from, to });
  }

  /** One at a time: the same again takes it back. */
  protected toggleMember(id: string): void {
    this.change({ member: this.filter().member === id ? null : id });
  }

  protected toggleKind(id: string): void {
    const { kinds } = this.filter();
    this.change({ kinds: kinds.includes(id) ? kinds.filter((one) => one !== id) : [...kinds, id] });
  }

  protected change(part: Partial<AuditFilter>): void {
    this.changed.emit({ ...this.filter(), ...part });
  }

  protected clear(): void {
    this.changed.emit(EMPTY_FILTER);
  }
}
