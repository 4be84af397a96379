import { Global, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { EcbExchangeRateSource, EcbHistoryFile } from '@tributary/exchange-rates';
import { Clock, ExchangeRateSource, ShippedExchangeRates } from '@tributary/ports';
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
    { provide: ShippedExchangeRates, useFactory: () => new EcbHistoryFile() },
  ],
  exports: [ExchangeRateSource, ShippedExchangeRates],
})
export class ExchangeRatesModule {}
