function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function isNil(value: object): boolean {
  return '@nil' in value;
}

/** The XML side of the same resource, sent when nobody asks for JSON: same names, `xsi:nil` for what is absent. */
export function xml(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => xml(name, item)).join('');
  if (typeof value === 'string') return `<${name}>${escaped(value)}</${name}>`;
  if (typeof value !== 'object' || value === null) return `<${name}/>`;
  if (isNil(value)) return `<${name} xsi:nil="true"/>`;
  const inner = Object.entries(value).map(([field, child]) => xml(field, child));
  return `<${name}>${inner.join('')}</${name}>`;
}
