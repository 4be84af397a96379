export type { AccountOptions, NetworkId } from './accounts';
export { AGENCY_ACCOUNTS, DEMO_ACCOUNTS } from './demo-accounts';
export type { FaultKind, FaultRequest } from './faults/fault';
export type { GroundTruth, GroundTruthReversal, GroundTruthSale, GroundTruthSummary } from './ground-truth';
export type { SimulatorOptions } from './options';
export { productEnvironment } from './product-environment';
export { type RunningSimulator, startSimulator } from './start-simulator';
export type { CurrencyTotals } from './world/truth';
