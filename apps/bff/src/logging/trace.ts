import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** W3C Trace Context, version 00. Ids of nothing but zeros are none. */
const TRACE_PARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const current = new AsyncLocalStorage<string>();

/** The trace that a request belongs to: the caller's when its `traceparent` is well formed, else a new one. */
export function traceIdFor(traceParent: string | undefined): string {
  return TRACE_PARENT.exec(traceParent ?? '')?.[1] ?? newTraceId();
}

export function newTraceId(): string {
  return randomBytes(16).toString('hex');
}

/** Every line logged meanwhile carries the id. */
export function withinTrace(traceId: string, act: () => void): void {
  current.run(traceId, act);
}

export function currentTraceId(): string | undefined {
  return current.getStore();
}
