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
import type {
  AgencyRole,
  ClientView,
  FigureView,
  MemberView,
  SentInvitationView,
} from '@tributary/api-contract';
import { type ProblemError, TeamApi, toProblemError } from '@tributary/client-data-access';
import { Field, Icon, roleName, Segmented } from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';
import type { OfferedRole } from './roles-offered';

/** Invites somebody, or gives a member another role. */
@Component({
  selector: 'trib-access-panel',
  imports: [Field, Icon, MatButton, MatIconButton, Segmented],
  templateUrl: './access-panel.html',
  styleUrl: './access-panel.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccessPanel {
  private readonly api = inject(TeamApi);

  /** Null: somebody new. */
  readonly member = input<MemberView | null>(null);
  readonly roles = input.required<readonly OfferedRole[]>();
  readonly clients = input.required<readonly ClientView[]>();
  /** The clients to begin with, when a page of a client leads here. */
  readonly chosenClients = input<readonly string[]>([]);

  readonly closed = output();
  readonly invited = output<SentInvitationView>();
  readonly changed = output();

  protected readonly email = signal('');
  protected readonly name = signal('');
  protected readonly role = linkedSignal<AgencyRole>(() => {
    const current = this.roles().find(({ role }) => role === this.member()?.role)?.role;
    return current ?? (this.chosenClients().length > 0 ? 'client' : 'viewer');
  });
  protected readonly clientIds = linkedSignal(() => this.member()?.clientIds ?? this.chosenClients());
  protected readonly figures = linkedSignal<string>(() => this.member()?.figures ?? 'money');
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<ProblemError | null>(null);
  protected readonly isClient = computed(() => this.role() === 'client');
  protected readonly roleName = roleName;
  protected readonly views = [
    { value: 'money', label: 'Amounts' },
    { value: 'index', label: 'Index' },
  ];

  protected toggle(id: string): void {
    this.clientIds.update((ids) => (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]));
  }

  protected async submit(): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      const member = this.member();
      if (member) await this.change(member);
      else await this.invite();
    } catch (error) {
      this.problem.set(toProblemError(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  protected typed(event: Event): string {
    return event.target instanceof HTMLInputElement ? event.target.value : '';
  }

  private async invite(): Promise<void> {
    const name = this.name().trim();
    const request = { email: this.email().trim(), ...(name !== '' && { name }), ...this.access() };
    this.invited.emit(await firstValueFrom(this.api.invite(request)));
  }

  private async change({ id }: MemberView): Promise<void> {
    await firstValueFrom(this.api.change(id, this.access()));
    this.changed.emit();
  }

  private access() {
    const role = this.role();
    if (!this.isClient()) return { role };
    return { role, clientIds: this.clientIds(), figures: this.figures() as FigureView };
  }
}
