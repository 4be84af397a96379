import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { NetworkBadge } from '../parts/network-badge';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly network?: { readonly name: string; readonly monogram: string; readonly slot: number };
}

/** Several of a few: none chosen means all. */
@Component({
  selector: 'trib-choice-list',
  imports: [NetworkBadge],
  templateUrl: './choice-list.html',
  styleUrl: './choice-list.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChoiceList {
  readonly label = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly chosen = input.required<readonly string[]>();

  readonly toggled = output<string>();
  readonly cleared = output();
}
