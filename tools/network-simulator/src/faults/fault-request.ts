import { NETWORK_IDS } from '../accounts';
import { FAULT_KINDS, type FaultRequest } from './fault';

function isOneOf<Value>(values: readonly Value[], value: unknown): value is Value {
  return values.some((each) => each === value);
}

/** Checks a posted fault; the text says what is wrong with it. */
export function faultRequest(body: unknown): FaultRequest | string {
  if (typeof body !== 'object' || body === null) return 'A fault is a JSON object.';
  return wrongWith(body as Record<string, unknown>) ?? (body as FaultRequest);
}

function wrongWith({ kind, network, times }: Record<string, unknown>): string | null {
  if (!isOneOf(FAULT_KINDS, kind)) return `kind must be one of ${FAULT_KINDS.join(', ')}.`;
  if (network !== undefined && !isOneOf(NETWORK_IDS, network)) {
    return `network must be one of ${NETWORK_IDS.join(', ')}.`;
  }
  const isTimes = times === undefined || times === null || typeof times === 'number';
  return isTimes ? null : 'times is a number or null.';
}
