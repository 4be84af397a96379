import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { NetworkAccountView, NetworkDescriptor } from '@tributary/api-contract';
import { NetworkAccountsApi, type ProblemError, toProblemError } from '@tributary/client-data-access';
import { firstValueFrom } from 'rxjs';
import { credentialForm, type CredentialForm, credentialValues, forgetCredentials } from './credential-form';
import type { StartChoice } from './start-form';
import { checkOf, type KeyCheck, refusedCheck, UNTESTED } from './key-check';

export const CONNECT_STEPS = ['network', 'key', 'start', 'read'] as const;
export type ConnectStep = (typeof CONNECT_STEPS)[number];

/** Why a save did not work, for a person. */
export type SaveState = 'idle' | 'saving' | { readonly failed: string };

/**
 * The way from a network to a reading account, and the replacement of a key. Holds the typed credentials for as long
 * as they are needed and no longer: saving, choosing another network and closing overwrite them.
 */
@Injectable()
export class ConnectStore {
  private readonly api = inject(NetworkAccountsApi);

  private readonly chosen = signal<NetworkDescriptor | null>(null);
  private readonly replaced = signal<NetworkAccountView | null>(null);
  private readonly currentStep = signal<ConnectStep>('network');
  private readonly currentForm = signal<CredentialForm>(credentialForm([]));
  private readonly currentCheck = signal<KeyCheck>(UNTESTED);
  private readonly saveState = signal<SaveState>('idle');
  private readonly made = signal<NetworkAccountView | null>(null);
  /** Grows with every edit, so that the answer to an older test is dropped. */
  private edits = 0;

  readonly network = this.chosen.asReadonly();
  /** The account whose key is replaced; null while a new one is connected. */
  readonly replacing = this.replaced.asReadonly();
  readonly step = this.currentStep.asReadonly();
  readonly form = this.currentForm.asReadonly();
  readonly check = this.currentCheck.asReadonly();
  readonly save = this.saveState.asReadonly();
  /** The new account once it is saved. */
  readonly connected = this.made.asReadonly();
  readonly isBusy = computed(() => this.check().kind === 'testing' || this.save() === 'saving');

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.forget();
    });
  }

  begin(): void {
    this.open(null, null, 'network');
  }

  choose(network: NetworkDescriptor): void {
    this.open(network, null, 'key');
  }

  replaceKey(account: NetworkAccountView, network: NetworkDescriptor): void {
    this.open(network, account, 'key');
  }

  back(): void {
    if (this.step() === 'start') this.currentStep.set('key');
    else if (this.step() === 'key') this.begin();
  }

  next(): void {
    if (this.check().kind === 'good') this.currentStep.set('start');
  }

  /** Says that a field was edited: what is known about the key is not known any more. */
  edited(): void {
    this.edits += 1;
    this.currentCheck.set(UNTESTED);
    this.saveState.set('idle');
  }

  /** Asks the network whether the key reads sales. Nothing is saved by it. */
  async test(): Promise<void> {
    const network = this.chosen();
    this.form().markAllAsTouched();
    if (network === null || this.form().invalid || this.isBusy()) return;
    const asked = this.edits;
    this.currentCheck.set({ kind: 'testing' });
    const check = await this.ask(network);
    if (asked === this.edits) this.currentCheck.set(check);
  }

  /** Saves the tested key and starts the first reading. */
  async connect(choice: StartChoice): Promise<NetworkAccountView | null> {
    const network = this.chosen();
    if (network === null) return null;
    const credentials = credentialValues(this.form());
    const account = await this.saving(() =>
      firstValueFrom(this.api.connect({ network: network.id, credentials, ...choice })),
    );
    if (account !== null) {
      this.made.set(account);
      this.currentStep.set('read');
    }
    return account;
  }

  /** Saves the tested key in place of the old one. History stays. */
  async replace(): Promise<NetworkAccountView | null> {
    const account = this.replaced();
    if (account === null) return null;
    const credentials = credentialValues(this.form());
    return this.saving(() => firstValueFrom(this.api.replaceCredentials(account.id, { credentials })));
  }

  private open(
    network: NetworkDescriptor | null,
    account: NetworkAccountView | null,
    step: ConnectStep,
  ): void {
    this.forget();
    this.edited();
    this.chosen.set(network);
    this.replaced.set(account);
    this.made.set(null);
    this.currentForm.set(credentialForm(network?.credentialFields ?? []));
    this.currentStep.set(step);
  }

  private async ask(network: NetworkDescriptor): Promise<KeyCheck> {
    const credentials = credentialValues(this.form());
    try {
      const answer = await firstValueFrom(this.api.testKey({ network: network.id, credentials }));
      return checkOf(answer, this.replaced()?.id ?? null);
    } catch (error) {
      return refusedCheck(network.name, toProblemError(error).problem);
    }
  }

  private async saving(save: () => Promise<NetworkAccountView>): Promise<NetworkAccountView | null> {
    if (this.isBusy()) return null;
    this.saveState.set('saving');
    try {
      const account = await save();
      this.forget();
      this.saveState.set('idle');
      return account;
    } catch (error) {
      this.saveState.set({ failed: saveProblem(toProblemError(error)) });
      return null;
    }
  }

  private forget(): void {
    forgetCredentials(this.currentForm());
  }
}

/** Without an answer nobody knows whether it was saved. */
function saveProblem(error: ProblemError): string {
  if (error.status === 0) return 'The server did not answer. Look at the list before you save again.';
  return error.message.includes('Nothing was saved') ? error.message : `${error.message} Nothing was saved.`;
}
