export { Destinations, PLACES } from './kit/http/destinations';
export { PoliteHttpClient, type PoliteHttpOptions } from './kit/polite-http-client';
export { RegisteredNetworks } from './registered-networks';
