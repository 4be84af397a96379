/**
 * Milliseconds that a `Retry-After` header asks for, or null when there is none that can be read.
 * A date is measured against the answer's own `date` header, because the network's clock may be off.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: Date): number | null {
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const until = Date.parse(value);
  if (Number.isNaN(until)) return null;
  const theirNow = Date.parse(headers.date ?? '');
  return Math.max(0, until - (Number.isNaN(theirNow) ? now.getTime() : theirNow));
}
