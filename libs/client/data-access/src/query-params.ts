type QueryValue = string | number | boolean | readonly string[] | null | undefined;

/** Leaves out what is not set; a list becomes a repeated parameter. */
export function queryParams(
  query: Readonly<Record<string, QueryValue>>,
): Record<string, string | readonly string[]> {
  const params: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    if (typeof value === 'object') {
      if (value.length > 0) params[name] = value;
    } else {
      params[name] = String(value);
    }
  }
  return params;
}
