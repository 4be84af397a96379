export * from './testing/network-gateway-contract';
export type { NetworkFault, NetworkGatewayHarness, NetworkReplay } from './testing/network-reading';
