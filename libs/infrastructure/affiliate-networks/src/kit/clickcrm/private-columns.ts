/** Keys, passwords and sessions: never stored. */
const SECRET = /token|secret|passw|sess/;
/** Columns that describe the buyer, or the partner by name. A price of shipping is no address. */
const PERSONAL_GROUP = /^(customer|billing|shipping|creditcards?|payment_card|card)_(?!cost)/;
const PERSONAL =
  /^(e?mail.*|name|(first|last|full|aff|buyer|customer)_?name|phone.*|ip|ip_?address|(browser_)?user_?agent|(hidden|payment)_card.*|comments?|address.*|street|city|state|zip.*|post(al)?_?code|customer|buyer)$/;

/** Click ids and origins of visits, which may lead back to a person. */
const TRACKING = /^(subid\d?|sid\d?|vid\d?|referrer_.*)$/;

/** A row without secrets and personal columns, at any depth, before it leaves the gateway. `keep` names the exceptions. */
export function withoutPrivateColumns(
  row: Readonly<Record<string, unknown>>,
  keep: readonly string[] = [],
): Record<string, unknown> {
  const entries = Object.entries(row).filter(
    ([name]) => keep.includes(name) || !isPrivate(name.toLowerCase()),
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, cleaned(value, keep)]));
}

function isPrivate(name: string): boolean {
  return [SECRET, PERSONAL_GROUP, PERSONAL, TRACKING].some((pattern) => pattern.test(name));
}

function cleaned(value: unknown, keep: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => cleaned(item, keep));
  if (typeof value !== 'object' || value === null) return value;
  return withoutPrivateColumns(value as Record<string, unknown>, keep);
}
