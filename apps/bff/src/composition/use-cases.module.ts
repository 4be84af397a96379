import { Global, Module, type Provider } from '@nestjs/common';
import {
  ChangeAgencySettings,
  CheckPastMoment,
  CheckRollups,
  ConnectNetwork,
  CreateAgency,
  EnqueueDueAccounts,
  ListChanges,
  ListNetworkAccounts,
  ListQuarantine,
  ListSales,
  MarkLooked,
  OpenSession,
  PauseNetworkAccount,
  ReadDashboard,
  ReadExchangeRates,
  ReadMe,
  ReadTotals,
  ReconcileAccount,
  ReadSaleHistory,
  RefreshExchangeRates,
  RefreshSessionToken,
  ReplaceCredentials,
  ReplayQuarantine,
  RequestReread,
  RequestSync,
  SignIn,
  SignOut,
  SummarizeChanges,
  SyncAccount,
  TemplateInsightWriter,
  TestNetworkKey,
  WriteInsights,
} from '@tributary/application';
import {
  AccessTokenIssuer,
  AgencyRepository,
  Clock,
  CredentialCipher,
  ExchangeRateRepository,
  ExchangeRateSource,
  FiguresRepository,
  IdentifierFactory,
  InsightRepository,
  InsightWriter,
  LastLookRepository,
  MemberRepository,
  NetworkAccountRepository,
  NetworkCatalog,
  NetworkOutageRepository,
  PasswordHasher,
  QuarantineRepository,
  ReconciliationRepository,
  RereadRequestRepository,
  SaleHistoryRepository,
  RollupMaintenance,
  SaleRepository,
  SaleRhythmRepository,
  SessionRepository,
  ShippedExchangeRates,
  SyncAccountRepository,
  SyncProgressChannel,
  SyncQueue,
  SyncRunRepository,
} from '@tributary/ports';

type Token<T> = abstract new (...parameters: never[]) => T;
type Instances<Tokens extends Readonly<Record<string, Token<unknown>>>> = {
  readonly [Name in keyof Tokens]: Tokens[Name] extends Token<infer T> ? T : never;
};

/** A use case that takes its ports as one object: names each port's DI token once. */
function withPorts<Tokens extends Readonly<Record<string, Token<unknown>>>>(
  useCase: new (ports: Instances<Tokens>) => object,
  ports: Tokens,
): Provider {
  const names = Object.keys(ports);
  return {
    provide: useCase,
    inject: Object.values(ports),
    useFactory: (...instances: unknown[]) =>
      new useCase(
        Object.fromEntries(names.map((name, index) => [name, instances[index]])) as Instances<Tokens>,
      ),
  };
}

/** A use case that takes its ports as positional parameters. */
function withList(useCase: new (...ports: never[]) => object, ports: readonly Token<unknown>[]): Provider {
  return {
    provide: useCase,
    inject: [...ports],
    useFactory: (...instances: unknown[]) => new useCase(...(instances as never[])),
  };
}

const SESSION_PORTS = {
  sessions: SessionRepository,
  tokens: AccessTokenIssuer,
  identifiers: IdentifierFactory,
  clock: Clock,
};

const USE_CASES: Provider[] = [
  withPorts(OpenSession, SESSION_PORTS),
  withList(SignIn, [MemberRepository, PasswordHasher, OpenSession]),
  withPorts(RefreshSessionToken, { ...SESSION_PORTS, members: MemberRepository }),
  withList(SignOut, [SessionRepository, IdentifierFactory]),
  withList(ReadMe, [MemberRepository, AgencyRepository, SessionRepository]),
  withList(ChangeAgencySettings, [AgencyRepository, ExchangeRateRepository]),
  withPorts(CreateAgency, {
    agencies: AgencyRepository,
    members: MemberRepository,
    passwords: PasswordHasher,
    identifiers: IdentifierFactory,
  }),
  withList(TestNetworkKey, [NetworkCatalog, NetworkAccountRepository, IdentifierFactory]),
  withPorts(ConnectNetwork, {
    networks: NetworkCatalog,
    accounts: NetworkAccountRepository,
    agencies: AgencyRepository,
    cipher: CredentialCipher,
    queue: SyncQueue,
    clock: Clock,
    identifiers: IdentifierFactory,
  }),
  withPorts(ReplaceCredentials, {
    networks: NetworkCatalog,
    accounts: NetworkAccountRepository,
    cipher: CredentialCipher,
    queue: SyncQueue,
    identifiers: IdentifierFactory,
  }),
  withList(PauseNetworkAccount, [NetworkAccountRepository]),
  withPorts(ListNetworkAccounts, {
    accounts: NetworkAccountRepository,
    runs: SyncRunRepository,
    quarantine: QuarantineRepository,
    reconciliation: ReconciliationRepository,
    rhythms: SaleRhythmRepository,
    networks: NetworkCatalog,
    clock: Clock,
  }),
  withList(ListQuarantine, [NetworkAccountRepository, QuarantineRepository]),
  withPorts(ReplayQuarantine, {
    accounts: NetworkAccountRepository,
    quarantine: QuarantineRepository,
    sales: SaleRepository,
    runs: SyncRunRepository,
    networks: NetworkCatalog,
    clock: Clock,
  }),
  withPorts(RequestReread, {
    accounts: NetworkAccountRepository,
    rereads: RereadRequestRepository,
    queue: SyncQueue,
    clock: Clock,
  }),
  withList(RequestSync, [NetworkAccountRepository, SyncQueue]),
  withList(EnqueueDueAccounts, [SyncAccountRepository, SyncQueue]),
  withPorts(ReadTotals, {
    networks: NetworkCatalog,
    reconciliation: ReconciliationRepository,
    clock: Clock,
  }),
  withPorts(ReconcileAccount, {
    accounts: NetworkAccountRepository,
    networks: NetworkCatalog,
    reconciliation: ReconciliationRepository,
    clock: Clock,
  }),
  withPorts(SyncAccount, {
    accounts: SyncAccountRepository,
    totals: ReadTotals,
    rereads: RereadRequestRepository,
    outages: NetworkOutageRepository,
    rhythms: SaleRhythmRepository,
    runs: SyncRunRepository,
    sales: SaleRepository,
    networks: NetworkCatalog,
    cipher: CredentialCipher,
    progress: SyncProgressChannel,
    clock: Clock,
    identifiers: IdentifierFactory,
  }),
  withList(ListSales, [SaleRepository]),
  withList(ListChanges, [SaleHistoryRepository]),
  withPorts(SummarizeChanges, {
    history: SaleHistoryRepository,
    looks: LastLookRepository,
    clock: Clock,
  }),
  withList(MarkLooked, [LastLookRepository, Clock]),
  withList(ReadSaleHistory, [SaleHistoryRepository]),
  withList(CheckPastMoment, [SaleHistoryRepository, Clock]),
  withPorts(ReadDashboard, {
    figures: FiguresRepository,
    sales: SaleRepository,
    accounts: NetworkAccountRepository,
    networks: NetworkCatalog,
    insights: InsightRepository,
    runs: SyncRunRepository,
    clock: Clock,
  }),
  withList(ReadExchangeRates, [ExchangeRateRepository]),
  withList(CheckRollups, [AgencyRepository, RollupMaintenance]),
  withList(RefreshExchangeRates, [ExchangeRateSource, ExchangeRateRepository, ShippedExchangeRates]),
  withList(TemplateInsightWriter, []),
  withPorts(WriteInsights, {
    dashboard: ReadDashboard,
    agencies: AgencyRepository,
    networks: NetworkCatalog,
    insights: InsightRepository,
    writer: InsightWriter,
    template: TemplateInsightWriter,
    clock: Clock,
    identifiers: IdentifierFactory,
  }),
];

/** Gives every use case its ports. Use cases know no framework, so this is the only place that joins them to one. */
@Global()
@Module({ providers: USE_CASES, exports: USE_CASES })
export class UseCasesModule {}
