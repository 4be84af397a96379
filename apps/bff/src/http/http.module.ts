import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import {
  ConnectNetwork,
  CreateClient,
  DropImport,
  ListImports,
  MapImport,
  ReadImport,
  RemoveClient,
  RemoveNotifications,
  RenameClient,
  ReplaceCredentials,
  SetUpNotifications,
  TestNetworkKey,
  UploadImport,
  DismissQuarantine,
  ListQuarantine,
  RestoreQuarantine,
} from '@tributary/application';
import {
  AgencyRepository,
  ClientRepository,
  ImportRepository,
  InvitationRepository,
  MemberRepository,
  NetworkAccountRepository,
  NotificationEndpointRepository,
  QuarantineRepository,
  RetentionRepository,
  SecondFactorPolicy,
} from '@tributary/ports';
import { publicUrl, type Environment } from '../composition/config';
import { withPorts } from '../composition/use-case-providers';
import { ClientChanges, ClientsController } from './clients/clients.controller';
import { AgencyController } from './agency/agency.controller';
import { AuditController } from './audit/audit.controller';
import { AuditInterceptor } from './audit/audit-interceptor';
import { AuditRecorder } from './audit/audit-recorder';
import { AuditSnapshots } from './audit/audit-snapshots';
import { PermissionGuard } from './auth/permission.guard';
import { SecondFactorGuard } from './auth/second-factor.guard';
import { SignedInGuard } from './auth/signed-in.guard';
import { ChangesController } from './changes/changes.controller';
import { DashboardController } from './dashboard/dashboard.controller';
import { ExchangeRatesController } from './exchange-rates/exchange-rates.controller';
import { EventsController } from './events/events.controller';
import { GracefulClose } from './graceful-close';
import { IdentityHttpModule } from './identity-http.module';
import { ImportOutcomesController } from './imports/import-outcomes.controller';
import { DraftUseCases, ImportsController } from './imports/imports.controller';
import {
  ConnectionUseCases,
  NetworkAccountChangesController,
} from './network-accounts/network-account-changes.controller';
import { NetworkAccountsController } from './network-accounts/network-accounts.controller';
import { QuarantineController, QuarantineUseCases } from './network-accounts/quarantine.controller';
import { ReconciliationController } from './network-accounts/reconciliation.controller';
import { RereadsController } from './network-accounts/rereads.controller';
import { NotificationChanges, NotificationsController } from './network-accounts/notifications.controller';
import { PublicAddress } from './network-accounts/notifications.presenter';
import { NetworksController } from './networks/networks.controller';
import { PlatformAgenciesController } from './platform/platform-agencies.controller';
import { PlatformNetworksController } from './platform/platform-networks.controller';
import { PlatformOpeningsController } from './platform/platform-openings.controller';
import { PlatformUsersController } from './platform/platform-users.controller';
import { PersonalDataController } from './personal-data/personal-data.controller';
import { PostbackController } from './postbacks/postback.controller';
import { KnownQueryGuard } from './problem/known-query.guard';
import { ProblemDetailsFilter } from './problem/problem-details.filter';
import { CustomerController } from './sales/customer.controller';
import { SaleHistoryController } from './sales/sale-history.controller';
import { SalesExportController } from './sales/sales-export.controller';
import { SalesController } from './sales/sales.controller';
import { serveClient } from './serve-client';
import { SyncController, SyncTriggerSecret } from './sync/sync.controller';
import { ThrottledByAddressGuard, ThrottledByMemberGuard } from './throttling/throttled.guard';
import { TeamModule } from './team/team.module';
import { Throttling } from './throttling/throttling.module';

@Module({
  imports: [Throttling, IdentityHttpModule, TeamModule],
  controllers: [
    AgencyController,
    AuditController,
    NetworksController,
    NetworkAccountsController,
    NetworkAccountChangesController,
    NotificationsController,
    PlatformAgenciesController,
    PlatformOpeningsController,
    PlatformUsersController,
    PlatformNetworksController,
    PostbackController,
    QuarantineController,
    ReconciliationController,
    RereadsController,
    SalesController,
    SalesExportController,
    SaleHistoryController,
    CustomerController,
    PersonalDataController,
    ChangesController,
    ClientsController,
    DashboardController,
    EventsController,
    ImportsController,
    ImportOutcomesController,
    ExchangeRatesController,
    SyncController,
  ],
  providers: [
    GracefulClose,
    { provide: APP_FILTER, useClass: ProblemDetailsFilter },
    // In this order: not too much, who asks, may they, and only then whether the question is well put.
    { provide: APP_GUARD, useClass: ThrottledByAddressGuard },
    { provide: APP_GUARD, useClass: SignedInGuard },
    { provide: APP_GUARD, useClass: ThrottledByMemberGuard },
    { provide: APP_GUARD, useClass: SecondFactorGuard },
    { provide: APP_GUARD, useClass: PermissionGuard },
    { provide: APP_GUARD, useClass: KnownQueryGuard },
    { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
    AuditRecorder,
    withPorts(AuditSnapshots, {
      agencies: AgencyRepository,
      retention: RetentionRepository,
      twoFactor: SecondFactorPolicy,
      members: MemberRepository,
      clients: ClientRepository,
      accounts: NetworkAccountRepository,
      imports: ImportRepository,
      endpoints: NotificationEndpointRepository,
      quarantine: QuarantineRepository,
      invitations: InvitationRepository,
    }),
    {
      provide: SyncTriggerSecret,
      inject: [ConfigService],
      useFactory: (config: ConfigService<Environment, true>) =>
        new SyncTriggerSecret(config.get<string | undefined>('SYNC_TRIGGER_SECRET') ?? null),
    },
    {
      provide: ClientChanges,
      inject: [CreateClient, RenameClient, RemoveClient],
      useFactory: (create: CreateClient, rename: RenameClient, remove: RemoveClient) =>
        new ClientChanges(create, rename, remove),
    },
    withPorts(DraftUseCases, {
      upload: UploadImport,
      list: ListImports,
      read: ReadImport,
      map: MapImport,
      drop: DropImport,
    }),
    {
      provide: QuarantineUseCases,
      inject: [ListQuarantine, DismissQuarantine, RestoreQuarantine],
      useFactory: (list: ListQuarantine, dismiss: DismissQuarantine, restore: RestoreQuarantine) =>
        new QuarantineUseCases(list, dismiss, restore),
    },
    {
      provide: ConnectionUseCases,
      inject: [TestNetworkKey, ConnectNetwork, ReplaceCredentials],
      useFactory: (test: TestNetworkKey, connect: ConnectNetwork, replace: ReplaceCredentials) =>
        new ConnectionUseCases(test, connect, replace),
    },
    {
      provide: NotificationChanges,
      inject: [SetUpNotifications, RemoveNotifications],
      useFactory: (setUp: SetUpNotifications, remove: RemoveNotifications) =>
        new NotificationChanges(setUp, remove),
    },
    {
      provide: PublicAddress,
      inject: [ConfigService],
      useFactory: (config: ConfigService<Environment, true>) =>
        new PublicAddress(
          publicUrl({
            PUBLIC_URL: config.get<string | undefined>('PUBLIC_URL'),
            PORT: config.get('PORT', { infer: true }),
          }),
        ),
    },
  ],
})
export class HttpModule {
  /** With the built client's folder the same process serves the pages; without it only the API. */
  static serving(clientFolder: string | undefined): DynamicModule {
    if (clientFolder === undefined) return { module: HttpModule };
    return { module: HttpModule, imports: [serveClient(clientFolder)] };
  }
}
