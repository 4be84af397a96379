import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { ClientView, NetworkAccountView, NetworkDescriptor } from '@tributary/api-contract';
import { Icon, NetworkBadge, Progress, Steps } from '@tributary/client-ui';
import type { BackfillProgress } from '../accounts/backfill-progress';
import { CONNECT_STEPS, type ConnectStep, ConnectStore } from './connect-store';
import { CredentialFields } from './credential-fields';
import { KeyCheckNote } from './key-check-note';
import { StartForm, type StartChoice } from './start-form';

const STEP_NAMES: Readonly<Record<ConnectStep, string>> = {
  network: 'Network',
  key: 'Key',
  start: 'Start',
  read: 'Read',
};

/** Connects a network in four steps, or replaces the key of an account. */
@Component({
  selector: 'trib-connect-panel',
  imports: [
    CredentialFields,
    KeyCheckNote,
    MatButton,
    Icon,
    MatIconButton,
    NetworkBadge,
    Progress,
    StartForm,
    Steps,
  ],
  templateUrl: './connect-panel.html',
  styleUrls: ['./notes.css', '../panel.css', './connect-panel.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConnectPanel {
  protected readonly store = inject(ConnectStore);
  protected readonly stepNames = CONNECT_STEPS.map((step) => STEP_NAMES[step]);
  protected readonly position = computed(() => CONNECT_STEPS.indexOf(this.store.step()));

  readonly networks = input.required<readonly NetworkDescriptor[]>();
  readonly timeZone = input.required<string>();
  readonly locale = input.required<string>();
  readonly clients = input<readonly ClientView[]>([]);
  /** Of the account that was just connected. */
  readonly progress = input<BackfillProgress | null>(null);

  readonly closed = output();
  /** An account that is connected already was asked for. */
  readonly opened = output<string>();
  readonly connected = output<NetworkAccountView>();
  readonly replaced = output<NetworkAccountView>();

  protected readonly title = computed(() => {
    const network = this.store.network();
    if (network === null) return 'Add network';
    const account = this.store.replacing();
    return account === null ? `Add ${network.name}` : `Replace key of ${account.label}`;
  });
  protected readonly suggestedLabel = computed(() => {
    const check = this.store.check();
    return check.kind === 'good' ? check.suggestedLabel : null;
  });
  protected readonly isRefused = computed(() => this.store.check().kind === 'refused');
  protected readonly testLabel = computed(() => {
    const { kind } = this.store.check();
    if (kind === 'testing') return 'Testing';
    return kind === 'untested' ? 'Test key' : 'Test key again';
  });
  protected readonly saveProblem = computed(() => {
    const save = this.store.save();
    return typeof save === 'object' ? save.failed : null;
  });

  private readonly start = viewChild(StartForm);

  protected submitStart(): void {
    this.start()?.submit();
  }

  protected async connect(choice: StartChoice): Promise<void> {
    const account = await this.store.connect(choice);
    if (account !== null) this.connected.emit(account);
  }

  protected async replace(): Promise<void> {
    const account = await this.store.replace();
    if (account !== null) this.replaced.emit(account);
  }
}
