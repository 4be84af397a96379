import { ChangeDetectionStrategy, Component, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { Me } from '@tributary/api-contract';
import { MeApi, type ProblemError, ProfileApi, toProblemError } from '@tributary/client-data-access';
import { Field, SectionCard } from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';
import { typed } from '../two-factor/typed';

/** How the person is called, and the e-mail they sign in with. */
@Component({
  selector: 'trib-name-section',
  imports: [Field, MatButton, SectionCard],
  templateUrl: './name-section.html',
  styleUrl: '../two-factor/form.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NameSection {
  private readonly api = inject(ProfileApi);
  private readonly meApi = inject(MeApi);
  private readonly toast = inject(MatSnackBar);

  readonly me = input.required<Me>();

  protected readonly name = linkedSignal(() => this.me().name);
  protected readonly isSaving = signal(false);
  protected readonly problem = signal<ProblemError | null>(null);
  protected readonly typed = typed;

  protected async save(): Promise<void> {
    const name = this.name().trim();
    if (this.isSaving() || name === '' || name === this.me().name) return;
    this.isSaving.set(true);
    this.problem.set(null);
    try {
      this.meApi.resource.set(await firstValueFrom(this.api.change({ name })));
      this.toast.open('Name saved', undefined, { duration: 3_000 });
    } catch (error) {
      this.problem.set(toProblemError(error));
    } finally {
      this.isSaving.set(false);
    }
  }
}
