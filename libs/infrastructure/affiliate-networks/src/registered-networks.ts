import type { NetworkId } from '@tributary/domain';
import {
  type Clock,
  NetworkCatalog,
  type NetworkDescription,
  type NetworkGateway,
  type NotificationReader,
} from '@tributary/ports';
import { Destinations } from './kit/http/destinations';
import { OwnAddresses } from './kit/http/own-addresses';
import type { NetworkHttp } from './kit/network-http';
import { type Environment, resolveEndpoints } from './kit/resolve-endpoints';
import { NETWORKS } from './networks/in-order';

/** Every network of the list, connected. Base URLs may be overridden by environment variables, for tests and gateways. */
export class RegisteredNetworks extends NetworkCatalog {
  private readonly gateways: ReadonlyMap<string, NetworkGateway>;

  /** @throws {RangeError} at start-up, naming the variable, when an override is no address that may be asked. */
  constructor(context: {
    readonly http: NetworkHttp;
    readonly clock: Clock;
    readonly environment: Environment;
    /** Where overrides may lead. Default: the public internet, nothing else. */
    readonly destinations?: Destinations;
  }) {
    super();
    const { http, clock, environment, destinations = new Destinations() } = context;
    this.gateways = new Map(
      NETWORKS.map((network) => {
        const endpoints = resolveEndpoints(network, environment, destinations);
        return [
          network.id,
          network.connect({ http: new OwnAddresses(http, Object.values(endpoints)), clock, endpoints }),
        ];
      }),
    );
  }

  override list(): readonly NetworkDescription[] {
    return NETWORKS;
  }

  override find(id: string): NetworkDescription | null {
    return NETWORKS.find((network) => network.id === id) ?? null;
  }

  override gateway(id: NetworkId): NetworkGateway {
    const gateway = this.gateways.get(id);
    if (!gateway) throw new RangeError(`No network "${id}" is registered`);
    return gateway;
  }

  override notifications(id: string): NotificationReader | null {
    return NETWORKS.find((network) => network.id === id)?.notifications ?? null;
  }
}
