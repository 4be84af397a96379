import type { HttpResourceRef } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { SessionView } from '@tributary/api-contract';
import { SessionsApi, toProblemError } from '@tributary/client-data-access';
import { ErrorCard, SectionCard, SessionList, Skeleton } from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';

const SHOWN_MS = 4_000;

/** Where the person is signed in, and the way out everywhere else. */
@Component({
  selector: 'trib-sessions-section',
  imports: [ErrorCard, MatButton, SectionCard, SessionList, Skeleton],
  templateUrl: './sessions-section.html',
  styleUrl: './sessions-section.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SessionsSection {
  private readonly api = inject(SessionsApi);
  private readonly toast = inject(MatSnackBar);

  readonly resource = input.required<HttpResourceRef<SessionView[] | undefined>>();

  /** Stays on screen while it is read anew. */
  protected readonly sessions = linkedSignal<SessionView[] | undefined, SessionView[] | undefined>({
    source: () => (this.resource().hasValue() ? this.resource().value() : undefined),
    computation: (value, previous) => value ?? previous?.value,
  });
  protected readonly problem = computed(() => {
    const error = this.resource().error();
    return error && !this.sessions() ? toProblemError(error) : null;
  });
  protected readonly endingId = signal<string | null>(null);
  protected readonly isEndingOthers = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly hasOthers = computed(
    () => this.sessions()?.some(({ isCurrent }) => !isCurrent) ?? false,
  );

  protected async end(id: string): Promise<void> {
    this.endingId.set(id);
    await this.attempt(async () => {
      await firstValueFrom(this.api.revokeOwn(id));
      return 'The session has ended';
    });
    this.endingId.set(null);
  }

  protected async endOthers(): Promise<void> {
    this.isEndingOthers.set(true);
    await this.attempt(async () => {
      const { revoked } = await firstValueFrom(this.api.revokeOthers());
      return revoked === 1 ? 'One session has ended' : `${revoked} sessions have ended`;
    });
    this.isEndingOthers.set(false);
  }

  private async attempt(work: () => Promise<string>): Promise<void> {
    this.refusal.set(null);
    try {
      this.toast.open(await work(), undefined, { duration: SHOWN_MS });
    } catch (error) {
      this.refusal.set(toProblemError(error).message);
    }
    this.resource().reload();
  }
}
