import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { AccountStatesView } from '@tributary/api-contract';
import { HealthChip, type HealthKind } from '@tributary/client-ui';

const STATES: readonly (readonly [keyof AccountStatesView, HealthKind, string])[] = [
  ['fresh', 'fresh', 'fresh'],
  ['late', 'late', 'late'],
  ['needsAttention', 'needs-attention', 'to mend'],
  ['waiting', 'waiting', 'reading history'],
  ['paused', 'paused', 'paused'],
];

/** How many connections are in which state; states without any are left out. */
@Component({
  selector: 'trib-account-states',
  imports: [HealthChip],
  template: `
    @for (state of shown(); track state.kind) {
      <trib-health-chip [health]="state.kind" [label]="state.label" />
    } @empty {
      <span>No connection</span>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
      color: var(--mat-sys-on-surface-variant);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountStates {
  readonly states = input.required<AccountStatesView>();

  protected readonly shown = computed(() =>
    STATES.map(([state, kind, word]) => ({ kind, count: this.states()[state], word }))
      .filter(({ count }) => count > 0)
      .map(({ kind, count, word }) => ({ kind, label: `${count} ${word}` })),
  );
}
