import { Global, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { Destinations } from '@tributary/affiliate-networks';
import { EcbExchangeRateSource, EcbHistoryFile } from '@tributary/exchange-rates';
import { Clock, ExchangeRateSource, ShippedExchangeRates } from '@tributary/ports';
import type { Environment } from './config';

const CONNECT_MS = 10_000;

/** Binds the reference rates of the European Central Bank. */
@Global()
@Module({
  providers: [
    {
      provide: ExchangeRateSource,
      inject: [Clock, ConfigService, Destinations],
      useFactory: (
        clock: Clock,
        config: ConfigService<Environment, true>,
        destinations: Destinations,
      ): ExchangeRateSource => {
        const baseUrl = config.get('ECB_BASE_URL', { infer: true });
        const objection = baseUrl === undefined ? null : destinations.objection(baseUrl);
        if (objection !== null) throw new RangeError(`ECB_BASE_URL ${objection}`);
        const connect = destinations.connector(CONNECT_MS);
        return new EcbExchangeRateSource(clock, { connect, ...(baseUrl !== undefined && { baseUrl }) });
      },
    },
    { provide: ShippedExchangeRates, useFactory: () => new EcbHistoryFile() },
  ],
  exports: [ExchangeRateSource, ShippedExchangeRates],
})
export class ExchangeRatesModule {}
