import type { Clock, NetworkDescription, NetworkGateway, NotificationReader } from '@tributary/ports';
import type { NetworkHttp } from './network-http';

/** A base URL an operator may override by an environment variable; users never can. */
export interface NetworkEndpoint {
  readonly environmentVariable: string;
  readonly defaultUrl: string;
}

/** What a network gets to work with. */
export interface NetworkContext<Endpoint extends string = string> {
  readonly http: NetworkHttp;
  readonly clock: Clock;
  /** Resolved base URLs without a trailing slash, by endpoint name. */
  readonly endpoints: Readonly<Record<Endpoint, string>>;
}

/** A network: its description, where it lives, and how to read it. One object a folder, one line in the registry. */
export interface AffiliateNetwork<Endpoint extends string = string> extends NetworkDescription {
  readonly endpoints: Readonly<Record<Endpoint, NetworkEndpoint>>;
  connect(context: NetworkContext<Endpoint>): NetworkGateway;
  /** Reads what the network sends by itself, where it does. */
  readonly notifications?: NotificationReader;
}
