import type { Provider } from '@nestjs/common';
import {
  ApplyNotifications,
  EnqueueWaitingNotifications,
  ReadNotificationSetup,
  ReceiveNotification,
  RemoveNotifications,
  SetUpNotifications,
} from '@tributary/application';
import {
  Clock,
  CredentialCipher,
  IdentifierFactory,
  NetworkAccountRepository,
  NetworkCatalog,
  NotificationEndpointRepository,
  NotificationQueue,
  NotificationRepository,
  RereadRequestRepository,
  SaleRepository,
  SyncProgressChannel,
  SyncQueue,
  SyncRunRepository,
} from '@tributary/ports';
import { withList, withPorts } from './use-case-providers';

const SETUP_PORTS = {
  accounts: NetworkAccountRepository,
  networks: NetworkCatalog,
  endpoints: NotificationEndpointRepository,
};

/** Everything about what networks send by themselves. */
export const NOTIFICATION_USE_CASES: Provider[] = [
  withPorts(ReadNotificationSetup, { ...SETUP_PORTS, notifications: NotificationRepository }),
  withPorts(SetUpNotifications, {
    ...SETUP_PORTS,
    cipher: CredentialCipher,
    identifiers: IdentifierFactory,
  }),
  withPorts(RemoveNotifications, SETUP_PORTS),
  withPorts(ReceiveNotification, {
    endpoints: NotificationEndpointRepository,
    notifications: NotificationRepository,
    queue: NotificationQueue,
    networks: NetworkCatalog,
    cipher: CredentialCipher,
    identifiers: IdentifierFactory,
    clock: Clock,
  }),
  withPorts(ApplyNotifications, {
    accounts: NetworkAccountRepository,
    notifications: NotificationRepository,
    sales: SaleRepository,
    runs: SyncRunRepository,
    rereads: RereadRequestRepository,
    queue: SyncQueue,
    networks: NetworkCatalog,
    cipher: CredentialCipher,
    progress: SyncProgressChannel,
    clock: Clock,
  }),
  withList(EnqueueWaitingNotifications, [NotificationRepository, NotificationQueue]),
];
