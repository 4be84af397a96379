export type { AccountOptions, NetworkId } from './accounts';
export { DEMO_ACCOUNTS } from './demo-accounts';
export type { FaultKind, FaultRequest } from './faults/fault';
export type { GroundTruth, GroundTruthReversal, GroundTruthSale, GroundTruthSummary } from './ground-truth';
export type { SimulatorOptions } from './options';
export { type RunningSimulator, startSimulator } from './start-simulator';
export type { CurrencyTotals } from './world/truth';
