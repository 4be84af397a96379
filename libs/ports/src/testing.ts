export * from './testing/network-gateway-contract';
export type { NetworkFault, NetworkGatewayHarness, NetworkReplay } from './testing/network-reading';
export * from './testing/contracts';
export * from './testing/fakes';
