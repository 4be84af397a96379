import { AgencySchema } from './agency.schema';
import { AuditEntrySchema } from './audit-entry.schema';
import { AttemptLimitSchema, RememberedSubjectSchema } from './attempt-limit.schema';
import { ClientSchema, MemberClientSchema } from './client.schema';
import { AgencySecretSchema, ErasedPersonSchema, SaleCustomerSchema } from './customer.schema';
import { ExchangeRateSchema, SupersededExchangeRateSchema } from './exchange-rate.schema';
import { SalesImportBookingSchema, SalesImportPieceSchema, SalesImportSchema } from './import.schema';
import { InsightSetSchema } from './insight-set.schema';
import { InvitationClientSchema, InvitationSchema } from './invitation.schema';
import { LastLookSchema } from './last-look.schema';
import { MemberSchema } from './member.schema';
import { MemberIdentitySchema } from './member-identity.schema';
import { NetworkAccountSchema } from './network-account.schema';
import { NetworkOutageSchema } from './network-outage.schema';
import { BookingSchema, NotificationEndpointSchema, ReceivedNotificationSchema } from './notification.schema';
import {
  NetworkDailyTotalSchema,
  QuarantinedRowSchema,
  RawPageSchema,
  RawPageSightingSchema,
  RenormalisedFactSchema,
} from './page.schema';
import { PasswordResetSchema } from './password-reset.schema';
import { NetworkStatedDaySchema, ReconciliationSchema } from './reconciliation.schema';
import { RefreshSessionSchema, SessionFamilySchema } from './refresh-session.schema';
import { RereadRequestSchema } from './reread-request.schema';
import { SaleRhythmSchema } from './sale-rhythm.schema';
import {
  ExchangeRateMonthSchema,
  FoldedMonthSchema,
  MonthFoldSchema,
  StaleMonthSchema,
} from './month.schema';
import { DayFoldSchema, FoldedDaySchema, StaleDaySchema } from './day.schema';
import { DailyRefundsSchema, DailyReversalsSchema, DailySalesSchema } from './rollup.schema';
import { ReversalSchema, SaleSchema } from './sale.schema';
import { RecoveryCodeSchema, SecondFactorSchema } from './second-factor.schema';
import { SyncRunSchema } from './sync-run.schema';
import { ReversalVersionSchema, SaleVersionSchema } from './version.schema';

export const SCHEMAS = [
  AgencySchema,
  MemberSchema,
  ClientSchema,
  MemberClientSchema,
  MemberIdentitySchema,
  InvitationSchema,
  InvitationClientSchema,
  PasswordResetSchema,
  SessionFamilySchema,
  AuditEntrySchema,
  RefreshSessionSchema,
  SecondFactorSchema,
  RecoveryCodeSchema,
  AttemptLimitSchema,
  RememberedSubjectSchema,
  LastLookSchema,
  NetworkAccountSchema,
  SyncRunSchema,
  NetworkOutageSchema,
  RereadRequestSchema,
  SaleRhythmSchema,
  SaleSchema,
  ReversalSchema,
  SaleCustomerSchema,
  ErasedPersonSchema,
  AgencySecretSchema,
  SaleVersionSchema,
  ReversalVersionSchema,
  DailySalesSchema,
  DailyReversalsSchema,
  DailyRefundsSchema,
  MonthFoldSchema,
  FoldedMonthSchema,
  StaleMonthSchema,
  DayFoldSchema,
  FoldedDaySchema,
  StaleDaySchema,
  ExchangeRateMonthSchema,
  BookingSchema,
  NotificationEndpointSchema,
  ReceivedNotificationSchema,
  RawPageSchema,
  RawPageSightingSchema,
  RenormalisedFactSchema,
  QuarantinedRowSchema,
  NetworkDailyTotalSchema,
  NetworkStatedDaySchema,
  ReconciliationSchema,
  SalesImportSchema,
  SalesImportPieceSchema,
  SalesImportBookingSchema,
  ExchangeRateSchema,
  SupersededExchangeRateSchema,
  InsightSetSchema,
];
