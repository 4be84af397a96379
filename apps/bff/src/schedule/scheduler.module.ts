import { Module } from '@nestjs/common';
import { ExchangeRatesJob } from './exchange-rates.job';
import { HourlySyncJob } from './hourly-sync.job';

@Module({ providers: [HourlySyncJob, ExchangeRatesJob] })
export class SchedulerModule {}
