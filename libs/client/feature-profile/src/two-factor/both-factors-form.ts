import { ChangeDetectionStrategy, Component, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { BothFactorsRequest } from '@tributary/api-contract';
import type { ProblemError } from '@tributary/client-data-access';
import { Field } from '@tributary/client-ui';
import { typed } from './typed';

/** Asks for password and code once more, as signing in does. */
@Component({
  selector: 'trib-both-factors-form',
  imports: [Field, MatButton],
  templateUrl: './both-factors-form.html',
  styleUrl: './form.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BothFactorsForm {
  /** Verb and object, for the button. */
  readonly action = input.required<string>();
  readonly isBusy = input.required<boolean>();
  readonly problem = input.required<ProblemError | null>();
  readonly given = output<BothFactorsRequest>();
  readonly cancelled = output();

  protected readonly typed = typed;
  protected readonly password = signal('');
  protected readonly code = signal('');

  protected give(): void {
    if (this.password() === '' || this.code().trim() === '') return;
    this.given.emit({ password: this.password(), code: this.code().trim() });
  }
}
