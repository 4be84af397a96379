import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { InvitationView, MemberView, SentInvitationView } from '@tributary/api-contract';
import { ClientsApi, latestValue, MeApi, TeamApi, toProblemError } from '@tributary/client-data-access';
import {
  Banner,
  Chip,
  ErrorCard,
  Formats,
  Icon,
  MinuteClock,
  roleName,
  SectionCard,
  SidePanel,
  Skeleton,
} from '@tributary/client-ui';
import { firstValueFrom, type Observable } from 'rxjs';
import { AccessPanel } from './access-panel';
import { rolesOffered } from './roles-offered';
import { SignInsPanel } from './sign-ins-panel';

/** Who belongs to the agency and who is invited, with the ways to change that. */
@Component({
  selector: 'trib-team-page',
  imports: [
    ...[AccessPanel, Banner, Chip, ErrorCard, Icon, MatButton, MatIconButton, MatMenu, MatMenuItem],
    ...[MatMenuTrigger, SectionCard, SidePanel, SignInsPanel, Skeleton],
  ],
  templateUrl: './team-page.html',
  styleUrl: './team-page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TeamPage {
  private readonly api = inject(TeamApi);
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);
  private readonly toast = inject(MatSnackBar);
  private readonly meApi = inject(MeApi);

  /** Query parameter: the client that a new login is for. */
  readonly client = input<string>();

  protected readonly membersResource = this.api.members();
  protected readonly invitationsResource = this.api.invitations();
  protected readonly members = latestValue(this.membersResource);
  protected readonly invitations = latestValue(this.invitationsResource);
  private readonly clientList = latestValue(inject(ClientsApi).clients());
  protected readonly clients = computed(() => this.clientList() ?? []);
  protected readonly roles = computed(() => rolesOffered(this.meApi.me()?.role));
  protected readonly chosenClients = computed(() => {
    const id = this.client();
    return id === undefined ? [] : [id];
  });
  protected readonly problem = computed(() => {
    const error = this.membersResource.error() ?? this.invitationsResource.error();
    const isShown = this.members() !== undefined && this.invitations() !== undefined;
    return error && !isShown ? toProblemError(error) : null;
  });
  /** A member: their role is changed; `new`: somebody is invited. */
  protected readonly panel = linkedSignal<MemberView | 'new' | null>(() =>
    this.client() === undefined ? null : 'new',
  );
  protected readonly changing = computed(() => {
    const open = this.panel();
    return open === 'new' ? null : open;
  });
  /** Whose sessions and second factor are shown. */
  protected readonly signInsOf = signal<MemberView | null>(null);
  /** To be handed over: it is not shown again. */
  protected readonly handedOver = signal<SentInvitationView | null>(null);
  /** Who is about to be removed. */
  protected readonly removing = signal<string | null>(null);
  protected readonly lines = [1, 2, 3, 4];

  protected mayChange({ id, role }: MemberView): boolean {
    return id !== this.meApi.me()?.id && this.roles().some((offered) => offered.role === role);
  }

  protected mayManage({ role }: InvitationView): boolean {
    return this.roles().some((offered) => offered.role === role);
  }

  protected access({ role, clientIds, figures }: Pick<MemberView, 'role' | 'clientIds' | 'figures'>): string {
    if (role !== 'client') return roleName(role);
    const names = this.clients().flatMap(({ id, name }) => (clientIds.includes(id) ? [name] : []));
    const whose = names.length > 0 ? names.join(', ') : 'no client';
    return `${roleName(role)} · ${whose}${figures === 'index' ? ' · index' : ''}`;
  }

  protected seen({ lastSeenAt }: MemberView): string {
    if (lastSeenAt === null) return 'has not signed in yet';
    return `last seen ${this.formats.dates().relative(lastSeenAt, this.clock.now())}`;
  }

  protected day(at: string): string {
    const dates = this.formats.dates();
    return dates.day(dates.dayOf(at), this.clock.now());
  }

  protected exact(at: string | null): string {
    return at === null ? '' : this.formats.dates().exactMoment(at);
  }

  protected reload(): void {
    this.membersResource.reload();
    this.invitationsResource.reload();
  }

  protected sent(invitation: SentInvitationView): void {
    this.panel.set(null);
    this.invitationsResource.reload();
    this.handedOver.set(invitation.delivery === 'by-hand' ? invitation : null);
    if (invitation.delivery === 'mailed') this.tell(`Invitation sent to ${invitation.email}`);
    if (invitation.delivery === 'failed')
      this.tell('The invitation stands, but the mail server did not take the mail. Send it again.');
  }

  protected changed(): void {
    this.panel.set(null);
    this.membersResource.reload();
  }

  protected twoFactorReset({ name }: MemberView): void {
    this.signInsOf.set(null);
    this.membersResource.reload();
    this.tell(`Two-factor sign-in of ${name} is off, and their sessions have ended`);
  }

  protected async resend({ id }: InvitationView): Promise<void> {
    const sent = await this.done(this.api.resend(id));
    if (sent) this.sent(sent.answer);
  }

  protected async revoke({ id, email }: InvitationView): Promise<void> {
    if (!(await this.done(this.api.revoke(id)))) return;
    this.invitationsResource.reload();
    this.tell(`The invitation of ${email} is taken back`);
  }

  protected async setDisabled(member: MemberView, isDisabled: boolean): Promise<void> {
    if (!(await this.done(this.api.change(member.id, { isDisabled })))) return;
    this.membersResource.reload();
    const told = this.tell(`${member.name} ${isDisabled ? 'is out' : 'may come in again'}`, 'Undo');
    told.onAction().subscribe(() => void this.setDisabled(member, !isDisabled));
  }

  protected async remove({ id, name }: MemberView): Promise<void> {
    this.removing.set(null);
    if (!(await this.done(this.api.remove(id)))) return;
    this.membersResource.reload();
    this.tell(`${name} is no member any more`);
  }

  /** @returns null when the server said no: it has said why. */
  private async done<T>(call: Observable<T>): Promise<{ readonly answer: T } | null> {
    try {
      return { answer: await firstValueFrom(call) };
    } catch (error) {
      this.tell(toProblemError(error).message);
      return null;
    }
  }

  private tell(words: string, action?: string) {
    return this.toast.open(words, action, { duration: 6_000 });
  }
}
