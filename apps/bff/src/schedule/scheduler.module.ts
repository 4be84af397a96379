import { Module } from '@nestjs/common';
import { FoldFiguresJob } from './fold-figures.job';
import { ForgettingJob } from './forgetting.job';
import { ExchangeRatesJob } from './exchange-rates.job';
import { HourlySyncJob } from './hourly-sync.job';
import { NotificationsJob } from './notifications.job';
import { PersonalDataJob } from './personal-data.job';
import { RollupCheckJob } from './rollup-check.job';
import { SaleRhythmsJob } from './sale-rhythms.job';

@Module({
  providers: [
    HourlySyncJob,
    NotificationsJob,
    ExchangeRatesJob,
    RollupCheckJob,
    FoldFiguresJob,
    SaleRhythmsJob,
    ForgettingJob,
    PersonalDataJob,
  ],
})
export class SchedulerModule {}
