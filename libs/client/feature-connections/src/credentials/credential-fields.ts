import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { CredentialFieldDescription } from '@tributary/api-contract';
import { CredentialField } from './credential-field';
import type { CredentialForm } from './credential-form';

/** Any network's credential fields, the advanced ones folded. */
@Component({
  selector: 'trib-credential-fields',
  imports: [CredentialField],
  templateUrl: './credential-fields.html',
  styleUrl: './credential-fields.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CredentialFields {
  readonly fields = input.required<readonly CredentialFieldDescription[]>();
  readonly form = input.required<CredentialForm>();
  readonly isRefused = input(false);

  protected readonly everyday = computed(() => this.fields().filter(({ advanced }) => !advanced));
  protected readonly advanced = computed(() => this.fields().filter(({ advanced }) => advanced));
}
