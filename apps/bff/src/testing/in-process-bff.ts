import { Global, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import { JwtService } from '@nestjs/jwt';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { TemplateInsightWriter } from '@tributary/application';
import {
  currency,
  networkId,
  PLATFORM_AGENCY_ID,
  RoleMap,
  type Agency,
  type Member,
  type Role,
} from '@tributary/domain';
import { aMember } from '@tributary/domain/testing';
import {
  AccessTokenIssuer,
  AgencyRepository,
  AttemptLimiter,
  AuditReader,
  AuditTrail,
  ClientAccounts,
  ClientRepository,
  Clock,
  CredentialCipher,
  CustomerRepository,
  ErasureRepository,
  ExchangeRateRepository,
  ExchangeRateSource,
  ShippedExchangeRates,
  FiguresRepository,
  IdentifierFactory,
  IdentityProvider,
  ImportedSaleRepository,
  ImportFileRepository,
  ImportRepository,
  InsightRepository,
  InsightWriter,
  InvitationAcceptance,
  InvitationRepository,
  LastLookRepository,
  Mailer,
  MemberPages,
  MemberIdentityRepository,
  MemberRepository,
  MemberSessions,
  NetworkAccountDirectory,
  NetworkAccountRepository,
  NetworkCatalog,
  NetworkOutageRepository,
  type NewNetworkAccount,
  NoIdentityProvider,
  NotificationEndpointRepository,
  NotificationQueue,
  NotificationRepository,
  OneTimeCodes,
  PasswordHasher,
  PlatformDirectory,
  PasswordResetRepository,
  PresenceReader,
  QuarantineRepository,
  RawPageRepository,
  RecoveryCodeRepository,
  ReconciliationRepository,
  RereadRequestRepository,
  RetentionRepository,
  SaleHistoryRepository,
  RollupMaintenance,
  SaleRepository,
  SalesFileReader,
  SaleRhythmRepository,
  SecondFactorPolicy,
  SecondFactorRepository,
  SecondFactorTickets,
  SecondReadingQueue,
  SecurityLog,
  SessionRepository,
  SyncAccountRepository,
  SyncProgressChannel,
  SyncQueue,
  SyncRunRepository,
  TeamRepository,
} from '@tributary/ports';
import {
  aNetwork,
  InMemoryAgencyRepository,
  InMemoryAuditReader,
  InMemoryAttemptLimiter,
  InMemoryAuditTrail,
  InMemoryClientAccounts,
  InMemoryClientRepository,
  InMemoryCustomerRepository,
  InMemoryErasureRepository,
  InMemoryExchangeRateRepository,
  InMemoryImportedSales,
  InMemoryImportFiles,
  InMemoryImportRepository,
  InMemoryInsightRepository,
  InMemoryInvitationAcceptance,
  InMemoryInvitationRepository,
  InMemoryLastLookRepository,
  InMemoryMemberIdentityRepository,
  InMemoryMemberRepository,
  InMemoryMemberSessions,
  InMemoryNetworkAccountDirectory,
  InMemoryNetworkAccountRepository,
  InMemoryNetworkOutageRepository,
  InMemoryNotificationEndpointRepository,
  InMemoryNotificationQueue,
  InMemoryNotificationRepository,
  InMemoryNotificationStorage,
  InMemoryPlatformDirectory,
  InMemoryPasswordResetRepository,
  InMemoryProgressChannel,
  InMemoryQuarantineRepository,
  InMemoryRawPageRepository,
  InMemoryRecoveryCodeRepository,
  InMemoryReconciliationRepository,
  InMemoryRereadRequestRepository,
  InMemoryRetentionRepository,
  InMemorySaleHistoryRepository,
  InMemoryRollupMaintenance,
  InMemorySaleFigures,
  InMemorySaleRepository,
  InMemorySaleRhythmRepository,
  InMemoryPresence,
  InMemorySecondFactorPolicy,
  InMemorySecondFactorRepository,
  InMemorySecondFactorStorage,
  InMemorySecondReadingQueue,
  InMemorySecurityLog,
  InMemorySessionRepository,
  InMemoryStorage,
  InMemorySyncAccountRepository,
  InMemorySyncQueue,
  InMemorySyncRunRepository,
  InMemoryTeamRepository,
  PlainFileReader,
  PlainPasswordHasher,
  RecordingMailer,
  ReversibleCipher,
  InMemoryShippedExchangeRates,
  ScriptedExchangeRateSource,
  ScriptedGateway,
  ScriptedNetworks,
  ScriptedNotifications,
  SettableClock,
} from '@tributary/ports/testing';
import { randomUUID } from 'node:crypto';
import {
  ACCESS_LIFETIME_SECONDS,
  JwtAccessTokenIssuer,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
} from '../composition/jwt-access-token-issuer';
import { JwtSecondFactorTickets } from '../composition/jwt-second-factor-tickets';
import { NodeIdentifierFactory } from '../composition/node-identifier-factory';
import { OtpauthOneTimeCodes } from '../composition/otpauth-one-time-codes';
import { PublicMemberPages } from '../composition/public-member-pages';
import { UseCasesModule } from '../composition/use-cases.module';
import { BackgroundWork } from '../http/background-work';
import { configureHttp } from '../http/configure-http';
import { HttpModule } from '../http/http.module';
import type { ContractSchemas } from '../http/api-document/api-document';

export const JWT_SECRET = 'c'.repeat(64);
export const TRIGGER_SECRET = 't'.repeat(40);
export const PUBLIC_URL = 'https://tributary.example.com';
export const PASSWORD = 'correct horse battery';

export const AGENCY: Agency = {
  id: '0198c0de-0000-4000-8000-00000000aaaa',
  name: 'Northbank Media',
  reportingCurrency: currency('EUR'),
  timeZone: 'Europe/Berlin',
  locale: 'de-DE',
  kind: 'customer',
  suspendedAt: null,
};
export const OTHER_AGENCY: Agency = {
  ...AGENCY,
  id: '0198c0de-0000-4000-8000-00000000bbbb',
  name: 'Southbank',
};
/** The operator's own. */
export const PLATFORM: Agency = { ...AGENCY, id: PLATFORM_AGENCY_ID, name: 'Platform', kind: 'platform' };

/** What the HTTP layer stands on, in memory. */
class Surroundings {
  constructor(private readonly singleSignOn: SingleSignOn) {}

  readonly clock = new SettableClock(new Date());
  readonly storage = new InMemoryStorage(this.clock);
  readonly agencies = new InMemoryAgencyRepository();
  readonly members = new InMemoryMemberRepository();
  readonly memberIdentities = new InMemoryMemberIdentityRepository(this.members);
  readonly audit = new InMemoryAuditTrail(this.clock);
  readonly mailer = new RecordingMailer();
  readonly sessions = new InMemorySessionRepository(this.clock);
  readonly factorStorage = new InMemorySecondFactorStorage();
  readonly secondFactors = new InMemorySecondFactorRepository(this.factorStorage);
  readonly policy = new InMemorySecondFactorPolicy(this.factorStorage);
  readonly securityLog = new InMemorySecurityLog();
  readonly accounts = new InMemoryNetworkAccountRepository(this.storage);
  readonly clients = new InMemoryClientRepository(this.storage, this.members);
  readonly team = new InMemoryTeamRepository(this.members, this.clients, this.clock);
  readonly outages = new InMemoryNetworkOutageRepository(this.storage);
  readonly rates = new InMemoryExchangeRateRepository(this.clock);
  readonly invitations = new InMemoryInvitationRepository(this.clients, this.clock);
  readonly queue = new InMemorySyncQueue();
  readonly secondReadings = new InMemorySecondReadingQueue();
  readonly rereads = new InMemoryRereadRequestRepository();
  readonly importFiles = new InMemoryImportFiles();
  readonly imports = new InMemoryImportRepository(this.storage, this.importFiles);
  readonly progress = new InMemoryProgressChannel();
  readonly received = new InMemoryNotificationStorage(this.storage);
  readonly notificationQueue = new InMemoryNotificationQueue();
  readonly notifications = new ScriptedNotifications();
  readonly gateway = new ScriptedGateway();
  readonly passwords = new PlainPasswordHasher();
  readonly jwt = new JwtService({
    secret: JWT_SECRET,
    signOptions: {
      algorithm: 'HS256',
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      expiresIn: ACCESS_LIFETIME_SECONDS,
    },
  });

  get providers() {
    const { storage } = this;
    const bound = (provide: abstract new (...parameters: never[]) => object, useValue: object) => ({
      provide,
      useValue,
    });
    return [
      bound(Clock, this.clock),
      bound(AgencyRepository, this.agencies),
      bound(MemberRepository, this.members),
      bound(TeamRepository, this.team),
      bound(PlatformDirectory, new InMemoryPlatformDirectory(this)),
      bound(MemberIdentityRepository, this.memberIdentities),
      bound(IdentityProvider, this.singleSignOn.provider),
      bound(RoleMap, this.singleSignOn.roles),
      bound(AuditTrail, this.audit),
      bound(InvitationRepository, this.invitations),
      bound(InvitationAcceptance, new InMemoryInvitationAcceptance(this.invitations, this.members)),
      bound(
        PasswordResetRepository,
        new InMemoryPasswordResetRepository(this.members, this.sessions, this.clock),
      ),
      bound(Mailer, this.mailer),
      bound(MemberPages, new PublicMemberPages(PUBLIC_URL)),
      bound(AuditReader, new InMemoryAuditReader(this.audit)),
      bound(ClientRepository, this.clients),
      bound(ClientAccounts, new InMemoryClientAccounts(storage, this.clients)),
      bound(SessionRepository, this.sessions),
      bound(PresenceReader, new InMemoryPresence(this)),
      bound(MemberSessions, new InMemoryMemberSessions(this.sessions)),
      bound(SecondFactorRepository, this.secondFactors),
      bound(RecoveryCodeRepository, new InMemoryRecoveryCodeRepository(this.factorStorage)),
      bound(SecondFactorPolicy, this.policy),
      bound(SecondFactorTickets, new JwtSecondFactorTickets(this.jwt)),
      bound(OneTimeCodes, new OtpauthOneTimeCodes()),
      bound(AttemptLimiter, new InMemoryAttemptLimiter(this.clock)),
      bound(SecurityLog, this.securityLog),
      bound(NetworkAccountRepository, this.accounts),
      bound(SyncQueue, this.queue),
      bound(SyncProgressChannel, this.progress),
      bound(NetworkCatalog, new ScriptedNetworks([aNetwork(), this.gateway, this.notifications])),
      bound(PasswordHasher, this.passwords),
      bound(AccessTokenIssuer, new JwtAccessTokenIssuer(this.jwt)),
      bound(FiguresRepository, new InMemorySaleFigures(storage, this.rates)),
      bound(ImportRepository, this.imports),
      bound(ImportFileRepository, this.importFiles),
      bound(ImportedSaleRepository, new InMemoryImportedSales(storage, this.imports, this.importFiles)),
      bound(SalesFileReader, new PlainFileReader()),
      bound(InsightRepository, new InMemoryInsightRepository(this.clock)),
      bound(InsightWriter, new TemplateInsightWriter()),
      bound(SyncAccountRepository, new InMemorySyncAccountRepository(storage)),
      bound(RereadRequestRepository, this.rereads),
      bound(NetworkOutageRepository, this.outages),
      bound(SaleRhythmRepository, new InMemorySaleRhythmRepository(storage)),
      bound(ReconciliationRepository, new InMemoryReconciliationRepository(storage)),
      bound(SyncRunRepository, new InMemorySyncRunRepository(storage)),
      bound(NotificationEndpointRepository, new InMemoryNotificationEndpointRepository(this.received)),
      bound(NotificationRepository, new InMemoryNotificationRepository(this.received)),
      bound(NotificationQueue, this.notificationQueue),
      bound(QuarantineRepository, new InMemoryQuarantineRepository(storage)),
      bound(RawPageRepository, new InMemoryRawPageRepository(storage)),
      bound(SecondReadingQueue, this.secondReadings),
      bound(NetworkAccountDirectory, new InMemoryNetworkAccountDirectory(storage)),
      bound(SaleHistoryRepository, new InMemorySaleHistoryRepository(storage)),
      bound(LastLookRepository, new InMemoryLastLookRepository()),
      bound(RollupMaintenance, new InMemoryRollupMaintenance()),
      bound(CustomerRepository, new InMemoryCustomerRepository(storage)),
      bound(ErasureRepository, new InMemoryErasureRepository(storage)),
      bound(RetentionRepository, new InMemoryRetentionRepository(storage)),
      bound(SaleRepository, new InMemorySaleRepository(storage)),
      bound(CredentialCipher, new ReversibleCipher()),
      bound(ExchangeRateRepository, this.rates),
      bound(ExchangeRateSource, new ScriptedExchangeRateSource([])),
      bound(ShippedExchangeRates, new InMemoryShippedExchangeRates()),
      bound(IdentifierFactory, new NodeIdentifierFactory()),
    ];
  }
}

interface SingleSignOn {
  readonly provider: IdentityProvider;
  readonly roles: RoleMap;
}

const NO_SINGLE_SIGN_ON: SingleSignOn = { provider: new NoIdentityProvider(), roles: new RoleMap([]) };

interface StartOptions {
  readonly singleSignOn?: SingleSignOn;
  readonly clientFolder?: string;
  /** What differs from the environment of most specs, as `config.ts` reads it. */
  readonly environment?: Readonly<Record<string, unknown>>;
}

/** The real HTTP layer and use cases in this process, on a free port, with everything below them in memory. */
export class InProcessBff extends Surroundings {
  url = '';
  private app: NestExpressApplication | null = null;

  static async start(options: StartOptions = {}): Promise<InProcessBff> {
    const bff = new InProcessBff(options.singleSignOn ?? NO_SINGLE_SIGN_ON);
    await bff.agencies.add(AGENCY);
    await bff.agencies.add(OTHER_AGENCY);
    await bff.agencies.add(PLATFORM);
    const app = await NestFactory.create<NestExpressApplication>(moduleOf(bff, options), {
      logger: false,
      abortOnError: false,
    });
    configureHttp(app, ANYTHING);
    await app.listen(0, '127.0.0.1');
    bff.app = app;
    bff.url = await app.getUrl();
    return bff;
  }

  /** Waits for the work that no answer waits for. */
  async settled(): Promise<void> {
    await this.app?.get(BackgroundWork, { strict: false }).settled();
  }

  async close(): Promise<void> {
    await this.app?.close();
  }

  /** Adds a member of the agency and signs in. @returns the access token and the `cookie` header that refreshes it. */
  async signIn(
    role: Role,
    agency = role === 'platform-admin' ? PLATFORM : AGENCY,
    overrides: Partial<Member> = {},
  ): Promise<{ readonly token: string; readonly cookie: string }> {
    const id = randomUUID();
    const email = `${id}@agency.example`;
    await this.members.add(
      aMember({ id, agencyId: agency.id, email, role, ...overrides }),
      await this.passwords.hash(PASSWORD),
    );
    const answer = await this.call('POST', 'auth/sign-in', { body: { email, password: PASSWORD } });
    const { accessToken } = (await answer.json()) as { accessToken: string };
    const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
    return { token: accessToken, cookie: cookie.join('; ') };
  }

  signInElsewhere(role: Role) {
    return this.signIn(role, OTHER_AGENCY);
  }

  /** Connects an account of the agency that is due. @returns its id. */
  async connect(overrides: Partial<NewNetworkAccount> = {}): Promise<string> {
    const id = overrides.id ?? randomUUID();
    await this.accounts.add({
      id,
      agencyId: AGENCY.id,
      network: networkId('clickbank'),
      label: 'northbank',
      clientId: null,
      backfillFrom: new Date('2025-01-01T00:00:00Z'),
      sealedCredentials: new Uint8Array(),
      credentialHints: { apiKey: '7K2Q' },
      identityHash: id,
      nextDueAt: this.clock.now(),
      ...overrides,
    });
    return id;
  }

  call(method: string, path: string, options: Call = {}): Promise<Response> {
    return fetch(`${this.url}/api/v1/${path}`, {
      method,
      headers: {
        ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
        ...(options.body !== undefined && { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
      ...(options.signal && { signal: options.signal }),
    });
  }
}

interface Call {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Stands in where a spec is not about the API document: every type exists. */
const ANYTHING: ContractSchemas = new Proxy({}, { get: () => ({}) });

function moduleOf(bff: Surroundings, { clientFolder, environment: special }: StartOptions) {
  const ports = bff.providers;
  class PortsModule {}
  Global()(PortsModule);
  Module({ providers: ports, exports: ports.map(({ provide }) => provide) })(PortsModule);
  const environment = {
    THROTTLE_FACTOR: 10_000,
    JWT_SECRET,
    PUBLIC_URL,
    SYNC_TRIGGER_SECRET: TRIGGER_SECRET,
    ...special,
  };
  return {
    module: class TestModule {},
    imports: [
      ConfigModule.forRoot({ isGlobal: true, ignoreEnvFile: true, validate: () => environment }),
      PortsModule,
      UseCasesModule,
      HttpModule.serving(clientFolder),
    ],
  };
}
