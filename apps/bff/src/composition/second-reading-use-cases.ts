import type { Provider } from '@nestjs/common';
import {
  DismissQuarantine,
  ListQuarantine,
  RenormalizeAccount,
  RenormalizeNetwork,
  ReplayQuarantine,
  RequestSecondReading,
  RestoreQuarantine,
} from '@tributary/application';
import {
  AuditTrail,
  Clock,
  NetworkAccountDirectory,
  NetworkAccountRepository,
  NetworkCatalog,
  QuarantineRepository,
  RawPageRepository,
  SaleRepository,
  SecondReadingQueue,
  SyncProgressChannel,
  SyncRunRepository,
} from '@tributary/ports';
import { withList, withPorts } from './use-case-providers';

const SECOND_READING_PORTS = {
  accounts: NetworkAccountRepository,
  quarantine: QuarantineRepository,
  rawPages: RawPageRepository,
  sales: SaleRepository,
  runs: SyncRunRepository,
  networks: NetworkCatalog,
  progress: SyncProgressChannel,
  clock: Clock,
};

/** Everything about rows set aside, and about reading again what was read before. */
export const SECOND_READING_USE_CASES: Provider[] = [
  withList(ListQuarantine, [NetworkAccountRepository, QuarantineRepository]),
  withList(DismissQuarantine, [NetworkAccountRepository, QuarantineRepository]),
  withList(RestoreQuarantine, [NetworkAccountRepository, QuarantineRepository]),
  withList(RequestSecondReading, [NetworkAccountRepository, SecondReadingQueue]),
  withPorts(RenormalizeNetwork, {
    networks: NetworkCatalog,
    directory: NetworkAccountDirectory,
    queue: SecondReadingQueue,
    audit: AuditTrail,
  }),
  withPorts(ReplayQuarantine, SECOND_READING_PORTS),
  withPorts(RenormalizeAccount, SECOND_READING_PORTS),
];
