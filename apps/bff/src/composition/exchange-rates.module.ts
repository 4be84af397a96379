import { Global, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { EcbExchangeRateSource } from '@tributary/exchange-rates';
import { Clock, ExchangeRateSource } from '@tributary/ports';
import type { Environment } from './config';

/** Binds the reference rates of the European Central Bank. */
@Global()
@Module({
  providers: [
    {
      provide: ExchangeRateSource,
      inject: [Clock, ConfigService],
      useFactory: (clock: Clock, config: ConfigService<Environment, true>) => {
        const baseUrl = config.get('ECB_BASE_URL', { infer: true });
        return new EcbExchangeRateSource(clock, baseUrl === undefined ? {} : { baseUrl });
      },
    },
  ],
  exports: [ExchangeRateSource],
})
export class ExchangeRatesModule {}
