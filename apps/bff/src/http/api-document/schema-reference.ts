const PREFIX = '#/components/schemas/';

export function schemaReference(type: string): { readonly $ref: string } {
  return { $ref: `${PREFIX}${type}` };
}

/** Names of the schemas that a part of an OpenAPI document refers to. */
export function referencedSchemas(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [value.slice(PREFIX.length)] : referencedSchemas(value),
  );
}
