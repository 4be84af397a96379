import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '@tributary/client-ui';
import type { KeyCheck } from './key-check';

/** What the test of a key found, read out as soon as it is known. */
@Component({
  selector: 'trib-key-check-note',
  imports: [MatButton, Icon],
  templateUrl: './key-check-note.html',
  styleUrl: './notes.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class KeyCheckNote {
  readonly check = input.required<KeyCheck>();
  readonly networkName = input.required<string>();

  readonly opened = output<string>();
}
