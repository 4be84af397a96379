import { Global, Module } from '@nestjs/common';
import { PoliteHttpClient, RegisteredNetworks } from '@tributary/affiliate-networks';
import { Clock, NetworkCatalog } from '@tributary/ports';

/** Binds the registered networks. Base URLs come from the operator's environment, never from users. */
@Global()
@Module({
  providers: [
    {
      provide: NetworkCatalog,
      inject: [Clock],
      useFactory: (clock: Clock) =>
        new RegisteredNetworks({ http: new PoliteHttpClient({ clock }), clock, environment: process.env }),
    },
  ],
  exports: [NetworkCatalog],
})
export class NetworksModule {}
