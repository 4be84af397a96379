import type { NetworkAccount } from '@tributary/domain';
import type {
  NetworkAccountRepository,
  NetworkCatalog,
  NotificationDescription,
  NotificationEndpoint,
  NotificationEndpointRepository,
  NotificationOutcome,
  NotificationRepository,
} from '@tributary/ports';
import { Refusal } from '../refusal';

export interface NotificationSetupPorts {
  readonly accounts: NetworkAccountRepository;
  readonly networks: NetworkCatalog;
  readonly endpoints: NotificationEndpointRepository;
  readonly notifications: NotificationRepository;
}

/** What a network sends by itself for one account, and how that is set up. */
export interface NotificationSetup {
  readonly network: NetworkAccount['network'];
  readonly description: NotificationDescription;
  /** null while it is not set up. */
  readonly endpoint: NotificationEndpoint | null;
  readonly tally: ReadonlyMap<NotificationOutcome, number>;
}

/** An account of the agency whose network sends by itself. */
export interface NotifyingAccount {
  readonly account: NetworkAccount;
  readonly description: NotificationDescription;
}

/** @throws {Refusal} `not-found` for an unknown account, and where the network sends nothing. */
export async function notifyingAccount(
  ports: Pick<NotificationSetupPorts, 'accounts' | 'networks'>,
  agencyId: string,
  accountId: string,
): Promise<NotifyingAccount> {
  const account = await ports.accounts.find({ agencyId, accountId });
  if (!account) throw new Refusal('not-found', 'There is no such connection.');
  const reader = ports.networks.notifications(account.network);
  if (!reader) throw new Refusal('not-found', 'This network sends nothing by itself.');
  return { account, description: reader.description };
}

/** Whether an account receives what its network sends, and what came of it. Holds no secret. */
export class ReadNotificationSetup {
  constructor(private readonly ports: NotificationSetupPorts) {}

  /** @throws {Refusal} `not-found` */
  async run(agencyId: string, accountId: string): Promise<NotificationSetup> {
    const { account, description } = await notifyingAccount(this.ports, agencyId, accountId);
    const key = { agencyId, accountId };
    return {
      network: account.network,
      description,
      endpoint: await this.ports.endpoints.find(key),
      tally: await this.ports.notifications.tally(key),
    };
  }
}
