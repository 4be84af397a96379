import type { AuditReader, AuditTrail } from '../../audit-trail';
import { networkId, type Member, type NetworkId } from '@tributary/domain';
import type { ClientAccounts, ClientRepository } from '../../client-repository';
import type {
  NetworkAccountRepository,
  NewNetworkAccount,
  SyncAccountRepository,
} from '../../network-account-repository';
import type { NotificationEndpointRepository, NotificationRepository } from '../../notification-repository';
import type { NetworkOutageRepository } from '../../network-outage-repository';
import type { PresenceReader } from '../../presence';
import type { InvitationAcceptance, InvitationRepository } from '../../invitation-repository';
import type { ImportFileRepository, ImportRepository } from '../../import-repository';
import type { ImportedSaleRepository } from '../../imported-sale-repository';
import type { PasswordResetRepository } from '../../password-reset-repository';
import type { QuarantineRepository } from '../../quarantine-repository';
import type { RawPageRepository } from '../../raw-page-repository';
import type { ReconciliationRepository } from '../../reconciliation-repository';
import type { RereadRequestRepository } from '../../reread-request-repository';
import type { LastLookRepository, SaleHistoryRepository } from '../../sale-history-repository';
import type { AttemptLimiter } from '../../attempt-limiter';
import type { AccountKey, SalePage, SaleRepository, StoredCounts } from '../../sale-repository';
import type { SaleRhythmRepository } from '../../sale-rhythm-repository';
import type { RecoveryCodeRepository, SecondFactorPolicy, SecondFactorRepository } from '../../second-factor';
import type { AgencyRepository, MemberRepository } from '../../identity';
import type { PlatformDirectory } from '../../platform-directory';
import type { MemberIdentityRepository } from '../../member-identity-repository';
import type { CustomerRepository, ErasureRepository } from '../../customer-repository';
import type { RetentionRepository } from '../../retention-repository';
import type { MemberSessions, SessionRepository } from '../../session-repository';
import type { SealedValueRepository } from '../../sealed-value-repository';
import type { TeamRepository } from '../../team-repository';
import type { SyncRunRepository } from '../../sync-run-repository';

/** One storage with all of its repositories. Every test makes agencies of its own, so they never meet. */
export interface StorageHarness {
  readonly accounts: NetworkAccountRepository;
  readonly syncAccounts: SyncAccountRepository;
  readonly runs: SyncRunRepository;
  readonly sales: SaleRepository;
  readonly history: SaleHistoryRepository;
  readonly looks: LastLookRepository;
  readonly quarantine: QuarantineRepository;
  readonly rawPages: RawPageRepository;
  readonly reconciliation: ReconciliationRepository;
  readonly rereads: RereadRequestRepository;
  readonly outages: NetworkOutageRepository;
  readonly rhythms: SaleRhythmRepository;
  readonly notificationEndpoints: NotificationEndpointRepository;
  readonly notifications: NotificationRepository;
  readonly imports: ImportRepository;
  readonly customers: CustomerRepository;
  readonly erasures: ErasureRepository;
  readonly retention: RetentionRepository;
  readonly importFiles: ImportFileRepository;
  readonly importedSales: ImportedSaleRepository;
  readonly sealedValues: SealedValueRepository;
  readonly sessions: SessionRepository;
  readonly presence: PresenceReader;
  readonly memberSessions: MemberSessions;
  readonly audit: AuditTrail;
  readonly auditReader: AuditReader;
  readonly secondFactors: SecondFactorRepository;
  readonly recoveryCodes: RecoveryCodeRepository;
  readonly secondFactorPolicy: SecondFactorPolicy;
  readonly attempts: AttemptLimiter;
  readonly agencies: AgencyRepository;
  readonly platform: PlatformDirectory;
  readonly members: MemberRepository;
  readonly memberIdentities: MemberIdentityRepository;
  readonly team: TeamRepository;
  readonly invitations: InvitationRepository;
  readonly acceptance: InvitationAcceptance;
  readonly resets: PasswordResetRepository;
  readonly clients: ClientRepository;
  readonly clientAccounts: ClientAccounts;
  /** The storage's clock. It moves on by itself. */
  now(): Date;
  /** Waits until the storage's clock is so many milliseconds further. */
  pass(milliseconds: number): Promise<void>;
  /** As if the wait before the next probe of the network had passed. */
  skipProbeWait(network: NetworkId): Promise<void>;
  /** @returns the id of a new agency. */
  addAgency(): Promise<string>;
  /** As if the account's whole history had been read, and the newest reading ended well at that time. */
  setHistoryRead(key: AccountKey, lastGoodSyncAt: Date): Promise<void>;
  setSuspended(agencyId: string, isSuspended: boolean): Promise<void>;
  /** @returns the id of a new member of the agency. */
  addMember(agencyId: string, overrides?: Partial<Member>): Promise<string>;
  /** @returns the id of a new client of the agency. */
  addClient(agencyId: string): Promise<string>;
  stop(): Promise<void>;
}

export type ConnectedAccount = AccountKey & { readonly network: NetworkId };

export function newAccount(agencyId: string, overrides: Partial<NewNetworkAccount> = {}): NewNetworkAccount {
  const id = crypto.randomUUID();
  return {
    id,
    agencyId,
    network: networkId('clickbank'),
    label: `label of ${id}`,
    clientId: null,
    backfillFrom: new Date('2026-01-01T00:00:00Z'),
    sealedCredentials: new TextEncoder().encode(`sealed for ${id}`),
    credentialHints: { apiKey: '7K2Q' },
    identityHash: id,
    nextDueAt: new Date('2026-01-01T00:00:00Z'),
    ...overrides,
  };
}

/** Connects an account in an agency of its own, unless told which. */
export async function connected(
  storage: Pick<StorageHarness, 'accounts' | 'addAgency'>,
  overrides: Partial<NewNetworkAccount> = {},
): Promise<ConnectedAccount> {
  const account = newAccount(overrides.agencyId ?? (await storage.addAgency()), overrides);
  await storage.accounts.add(account);
  return { agencyId: account.agencyId, accountId: account.id, network: account.network };
}

/** A page of a new run of the account, empty but for the overrides. */
export async function newPage(
  storage: Pick<StorageHarness, 'runs'>,
  account: ConnectedAccount,
  overrides: Partial<SalePage> = {},
): Promise<SalePage> {
  const window = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-20T00:00:00Z') };
  const runId = await storage.runs.begin(account, { trigger: 'manual', tier: 'hot', window });
  return {
    account,
    runId,
    rawPages: [{ bytes: new TextEncoder().encode(`page of ${runId}`), told: null }],
    sales: [],
    reversals: [],
    completeLinkKeys: [],
    neverPaid: [],
    dailyTotals: [],
    quarantined: [],
    checkpoint: null,
    completedTier: null,
    ...overrides,
  };
}

/** Stores a page of a new run of the account, empty but for the overrides. */
export async function storeNew(
  storage: Pick<StorageHarness, 'runs' | 'sales'>,
  account: ConnectedAccount,
  overrides: Partial<SalePage> = {},
): Promise<StoredCounts> {
  return storage.sales.storePage(await newPage(storage, account, overrides));
}

/** As if an hourly reading of the account had ended well. */
export async function endWell(
  storage: Pick<StorageHarness, 'runs'>,
  account: ConnectedAccount,
  reading = { hasRows: false },
): Promise<void> {
  const { runId } = await newPage(storage, account);
  await storage.runs.finishReading(account, runId, reading);
}

/** Starts the storage once for the describe block it is called in. */
export function startedStorage<Storage extends Pick<StorageHarness, 'stop'>>(
  start: () => Promise<Storage>,
): () => Storage {
  let storage: Storage | null = null;
  beforeAll(async () => {
    storage = await start();
  });
  afterAll(() => storage?.stop());
  return () => {
    if (!storage) throw new Error('The storage is not started');
    return storage;
  };
}
