import type { NotificationSetupView } from '@tributary/api-contract';
import {
  allFresh,
  type ApiClient,
  type AppProcess,
  connectAll,
  Installation,
  until,
  ZONE,
} from '@tributary/e2e-installation';
import { setTimeout as delay } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';

const MINUTES = 60_000;
const BUSY_PAUSE_MS = 300;

export type Keys = Readonly<Record<'ENCRYPTION_KEY' | 'ENCRYPTION_OPENING_KEYS', string>>;

function daysAgo(days: number): string {
  return Temporal.Now.plainDateISO(ZONE).subtract({ days }).toString();
}

/** Two processes that do everything, and an agency with something sealed of every kind. */
export class TurningInstallation {
  private running: readonly AppProcess[] = [];
  private syncs: Promise<void> = Promise.resolve();
  private isBusy = false;

  private constructor(
    readonly installation: Installation,
    private currentClient: ApiClient,
  ) {}

  static async create(): Promise<TurningInstallation> {
    const installation = await Installation.create({ salesPerDay: 2, latencyMs: 40 });
    const first = await installation.start();
    const turning = new TurningInstallation(installation, await installation.client(first));
    turning.running = [first, await installation.start()];
    await turning.fill();
    return turning;
  }

  get client(): ApiClient {
    return this.currentClient;
  }

  /** Everything that the processes wrote. */
  get lines(): readonly string[] {
    return this.running.flatMap(({ lines }) => lines);
  }

  /** Each makes room for one with these keys, which has begun to work by then. */
  async roll(keys: Keys): Promise<void> {
    const roll = async (former: AppProcess): Promise<AppProcess> => {
      const successor = await this.installation.start(keys);
      this.currentClient = await this.installation.client(successor);
      await former.stop();
      return successor;
    };
    this.running = await Promise.all(this.running.map(roll));
  }

  /** From now on somebody always wants everything read again. */
  beBusy(): void {
    this.isBusy = true;
    this.syncs = this.syncAgainAndAgain();
  }

  /** Until the last of it has been read. */
  async beQuiet(): Promise<void> {
    this.isBusy = false;
    await this.syncs;
    await until('nothing is being read any more', async () => {
      const running = await this.installation.rows(`select 1 from sync_run where outcome = 'running'`);
      return running.length === 0;
    });
  }

  async idOf(network: string): Promise<string> {
    const found = (await this.client.accounts()).find((account) => account.network === network);
    if (!found) throw new Error(`No account of ${network} is connected`);
    return found.id;
  }

  pause(id: string, isPaused: boolean): Promise<unknown> {
    return this.client.call('PATCH', `network-accounts/${id}`, { isPaused });
  }

  /** The addresses that the network sends to, of a process that is running now. */
  async addressesOf(id: string, body: object): Promise<readonly string[]> {
    const path = `network-accounts/${id}/notifications`;
    const { status, body: view } = await this.client.call<NotificationSetupView>('POST', path, body);
    if (status !== 200) throw new Error(`The notifications could not be set up: ${status}`);
    const url = this.running[0]?.url ?? '';
    return view.addresses.map((address) => address.url.replace(/^https?:\/\/[^/]+/, url));
  }

  private async syncAgainAndAgain(): Promise<void> {
    while (this.isBusy) {
      // The process it asks may be the one that is just making room.
      await this.client.call('POST', 'network-accounts/sync').catch(() => undefined);
      await delay(BUSY_PAUSE_MS);
    }
  }

  /** Credentials and pages by reading, then a row set aside, a secret of a network, a notification that waits, a draft. */
  private async fill(): Promise<void> {
    const { simulator } = this.installation;
    const post = (path: string, body: object) =>
      fetch(simulator.url + path, { method: 'POST', body: JSON.stringify(body) });
    await post('/_faults', {
      ...{ kind: 'malformed-row', network: 'clickbank', times: 1 },
      ...{ field: 'transactionTime', value: 'a time that is none' },
    });
    await connectAll(this.client, daysAgo(12));
    await until('six accounts are fresh', allFresh(this.client), 150);
    await this.addressesOf(await this.idOf('digistore24'), {
      credentials: { passphrase: 'Quiet-River-2026' },
    });
    const maxweb = await this.idOf('maxweb');
    const [purchase] = await this.addressesOf(maxweb, {});
    await this.pause(maxweb, true);
    const since = new Date(Date.now() - 24 * 60 * MINUTES).toISOString();
    await post('/_notify', { network: 'maxweb', urls: { purchase }, since });
    await this.client.upload(await this.idOf('clickbank'), 'Order ID,Date\n1,2026-03-14\n');
  }
}
