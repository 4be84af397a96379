import { Module } from '@nestjs/common';
import { EndedSessionsJob } from './ended-sessions.job';
import { ExchangeRatesJob } from './exchange-rates.job';
import { HourlySyncJob } from './hourly-sync.job';
import { NotificationsJob } from './notifications.job';
import { RollupCheckJob } from './rollup-check.job';

@Module({ providers: [HourlySyncJob, NotificationsJob, ExchangeRatesJob, RollupCheckJob, EndedSessionsJob] })
export class SchedulerModule {}
