import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { CONNECT_STEPS, type ConnectStep } from './connect-store';

const NAMES: Readonly<Record<ConnectStep, string>> = {
  network: 'Network',
  key: 'Key',
  start: 'Start',
  read: 'Read',
};

/** Where on the way to a reading account one stands. */
@Component({
  selector: 'trib-connect-steps',
  templateUrl: './connect-steps.html',
  styleUrl: './connect-steps.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConnectSteps {
  readonly current = input.required<ConnectStep>();

  protected readonly steps = computed(() => {
    const position = CONNECT_STEPS.indexOf(this.current());
    return CONNECT_STEPS.map((step, index) => ({
      name: NAMES[step],
      number: index + 1,
      isDone: index < position,
      isCurrent: index === position,
    }));
  });
}
