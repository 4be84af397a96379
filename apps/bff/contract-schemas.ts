import { createGenerator } from 'ts-json-schema-generator';

const CONTRACT = 'libs/api-contract';

/** Schemas of every exported type of the API contract by the type's name, ready for `components.schemas`. */
export function contractSchemas(root: string): Record<string, object> {
  const generator = createGenerator({
    path: `${root}/${CONTRACT}/src/index.ts`,
    tsconfig: `${root}/${CONTRACT}/tsconfig.json`,
    expose: 'export',
    topRef: true,
    jsDoc: 'extended',
    additionalProperties: false,
    // The project's own type check has done it.
    skipTypeCheck: true,
  });
  const text = JSON.stringify(generator.createSchema('*').definitions)
    .replaceAll('#/definitions/', '#/components/schemas/')
    .replaceAll(/\s*\{@link\s+(\w+)\s*\}\s*/g, ' $1')
    // What a keyword stands beside is `"$ref"` here, which OpenAPI 3.1 allows.
    .replaceAll(' .', '.');
  return JSON.parse(text) as Record<string, object>;
}
