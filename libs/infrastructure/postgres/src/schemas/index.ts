import { AgencySchema } from './agency.schema';
import { ExchangeRateSchema } from './exchange-rate.schema';
import { InsightSetSchema } from './insight-set.schema';
import { MemberSchema } from './member.schema';
import { NetworkAccountSchema } from './network-account.schema';
import { NetworkDailyTotalSchema, QuarantinedRowSchema, RawPageSchema } from './page.schema';
import { RefreshSessionSchema } from './refresh-session.schema';
import { ReversalSchema, SaleSchema } from './sale.schema';
import { SyncRunSchema } from './sync-run.schema';

export const SCHEMAS = [
  AgencySchema,
  MemberSchema,
  RefreshSessionSchema,
  NetworkAccountSchema,
  SyncRunSchema,
  SaleSchema,
  ReversalSchema,
  RawPageSchema,
  QuarantinedRowSchema,
  NetworkDailyTotalSchema,
  ExchangeRateSchema,
  InsightSetSchema,
];
