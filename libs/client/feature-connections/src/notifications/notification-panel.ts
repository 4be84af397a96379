import { Clipboard } from '@angular/cdk/clipboard';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import type {
  NetworkAccountView,
  NotificationSetupView,
  SetUpNotificationsRequest,
} from '@tributary/api-contract';
import { latestValue, NotificationsApi, toProblemError } from '@tributary/client-data-access';
import { ErrorCard, Icon, NetworkBadge, Skeleton } from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';
import type { AccountCardView } from '../accounts/account-card-view';
import type { CardWords } from '../accounts/card-words';
import { credentialForm, credentialValues, forgetCredentials } from '../credentials/credential-form';
import { CredentialFields } from '../credentials/credential-fields';
import { notificationPanelView } from './notification-view';

const COPIED_MS = 3_000;

/** What an account's network sends by itself: how to set it up, where to, and what came of it. */
@Component({
  selector: 'trib-notification-panel',
  imports: [CredentialFields, ErrorCard, Icon, MatButton, MatIconButton, NetworkBadge, Skeleton],
  templateUrl: './notification-panel.html',
  styleUrls: ['../panel.css', './notification-panel.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotificationPanel {
  private readonly api = inject(NotificationsApi);
  private readonly clipboard = inject(Clipboard);
  private readonly toast = inject(MatSnackBar);

  readonly account = input.required<NetworkAccountView>();
  readonly network = input.required<AccountCardView['network']>();
  readonly words = input.required<CardWords>();

  readonly closed = output();
  readonly quarantineAsked = output();

  protected readonly resource = this.api.setup(computed(() => this.account().id));
  private readonly read = latestValue(this.resource);
  /** The answer to the last change: the only one that holds complete addresses. */
  private readonly changed = signal<NotificationSetupView | null>(null);
  protected readonly setup = computed(() => this.changed() ?? this.read());
  protected readonly view = computed(() => {
    const setup = this.setup();
    return setup && notificationPanelView(setup, this.network().name, this.words());
  });
  protected readonly form = signal(credentialForm([]));
  /** What has to be confirmed before it is done. */
  protected readonly asking = signal<'replace' | 'remove' | null>(null);
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<string | null>(null);

  constructor() {
    effect(() => {
      const fields = this.read()?.credentialFields;
      if (fields) this.form.set(credentialForm(fields));
    });
    inject(DestroyRef).onDestroy(() => {
      this.forget();
    });
  }

  protected async create(): Promise<void> {
    const form = this.form();
    form.markAllAsTouched();
    if (form.invalid) return;
    await this.change({ credentials: credentialValues(form) });
  }

  protected async replaceAddress(): Promise<void> {
    await this.change({ replacesAddress: true });
  }

  protected async remove(): Promise<void> {
    await this.trying(async () => {
      await firstValueFrom(this.api.remove(this.account().id));
      this.changed.set(null);
      this.resource.reload();
    });
  }

  protected copy(url: string): void {
    if (this.clipboard.copy(url)) this.toast.open('Address copied', undefined, { duration: COPIED_MS });
  }

  private async change(request: SetUpNotificationsRequest): Promise<void> {
    await this.trying(async () => {
      this.changed.set(await firstValueFrom(this.api.setUp(this.account().id, request)));
      this.forget();
    });
  }

  private async trying(work: () => Promise<void>): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      await work();
      this.asking.set(null);
    } catch (error) {
      this.problem.set(toProblemError(error).message);
    } finally {
      this.isBusy.set(false);
    }
  }

  /** No secret outlives what it was typed for. */
  private forget(): void {
    forgetCredentials(this.form());
  }
}
