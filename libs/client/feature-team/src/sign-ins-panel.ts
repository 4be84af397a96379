import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { MemberView, SessionView } from '@tributary/api-contract';
import { SessionsApi, toProblemError, TwoFactorApi } from '@tributary/client-data-access';
import { ErrorCard, Icon, SessionList, Skeleton } from '@tributary/client-ui';
import { firstValueFrom, type Observable } from 'rxjs';

/** Where a member is signed in, and the ways to end that and to help with a lost phone. */
@Component({
  selector: 'trib-sign-ins-panel',
  imports: [ErrorCard, Icon, MatButton, MatIconButton, SessionList, Skeleton],
  templateUrl: './sign-ins-panel.html',
  styleUrls: ['./access-panel.css', './sign-ins-panel.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInsPanel {
  private readonly sessionsApi = inject(SessionsApi);
  private readonly twoFactorApi = inject(TwoFactorApi);

  readonly member = input.required<MemberView>();

  readonly closed = output();
  /** The second factor is off now. */
  readonly changed = output();

  protected readonly resource = this.sessionsApi.listOf(computed(() => this.member().id));
  /** Stays on screen while it is read anew. */
  protected readonly sessions = linkedSignal<SessionView[] | undefined, SessionView[] | undefined>({
    source: () => (this.resource.hasValue() ? this.resource.value() : undefined),
    computation: (value, previous) => value ?? previous?.value,
  });
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error && !this.sessions() ? toProblemError(error) : null;
  });
  protected readonly endingId = signal<string | null>(null);
  /** The reset is asked for and not yet confirmed. */
  protected readonly isAsking = signal(false);
  protected readonly isResetting = signal(false);
  protected readonly refusal = signal<string | null>(null);

  protected async end(sessionId: string): Promise<void> {
    this.endingId.set(sessionId);
    await this.attempt(this.sessionsApi.revokeOf(this.member().id, sessionId));
    this.endingId.set(null);
    this.resource.reload();
  }

  protected async reset(): Promise<void> {
    if (this.isResetting()) return;
    this.isResetting.set(true);
    const isDone = await this.attempt(this.twoFactorApi.reset(this.member().id));
    this.isResetting.set(false);
    this.isAsking.set(false);
    if (isDone) this.changed.emit();
  }

  private async attempt(call: Observable<unknown>): Promise<boolean> {
    this.refusal.set(null);
    try {
      await firstValueFrom(call);
      return true;
    } catch (error) {
      this.refusal.set(toProblemError(error).message);
      return false;
    }
  }
}
