import { Global, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { Destinations, PoliteHttpClient, RegisteredNetworks } from '@tributary/affiliate-networks';
import { Clock, NetworkCatalog } from '@tributary/ports';
import type { Environment } from './config';

/** Binds the registered networks. Base URLs come from the operator's environment, never from users. */
@Global()
@Module({
  providers: [
    {
      provide: Destinations,
      inject: [ConfigService],
      useFactory: (config: ConfigService<Environment, true>) =>
        new Destinations(config.get('OUTBOUND_ALLOW', { infer: true })),
    },
    {
      provide: NetworkCatalog,
      inject: [Clock, Destinations],
      useFactory: (clock: Clock, destinations: Destinations) =>
        new RegisteredNetworks({
          http: new PoliteHttpClient({ clock, destinations }),
          ...{ clock, destinations, environment: process.env },
        }),
    },
  ],
  exports: [Destinations, NetworkCatalog],
})
export class NetworksModule {}
