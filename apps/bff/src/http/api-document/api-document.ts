import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { REFRESH_COOKIE } from '../auth/refresh-cookie';
import { problemResponse } from './refuses';
import { referencedSchemas } from './schema-reference';

/** JSON schemas by the name of their type in the API contract. */
export type ContractSchemas = Readonly<Record<string, object>>;
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/**
 * The OpenAPI document: operations from the controllers, answers from the types of the API contract.
 * @throws {Error} when an operation answers with a type that the contract does not have.
 */
export function apiDocument(app: INestApplication, contract: ContractSchemas): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Tributary')
    .setVersion('1')
    .setDescription(
      'One dashboard for six affiliate networks. Money is exact decimal text, unknown is null, never zero. ' +
        'Errors are RFC 9457 problem details; unknown fields and query parameters are refused by name.',
    )
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The access token' })
    .addCookieAuth(
      REFRESH_COOKIE,
      { type: 'apiKey', in: 'cookie', description: 'Set by signing in' },
      'refresh',
    )
    .addGlobalResponse({ status: 400, ...problemResponse(400) }, { status: 500, ...problemResponse(500) })
    .build();
  const document = SwaggerModule.createDocument(app, outline);
  const own: Schemas = document.components?.schemas ?? {};
  const schemas = { ...contractPart([document.paths, own], { contract, own }), ...own };
  return { ...document, components: { ...document.components, schemas } };
}

/** Those schemas of the contract that the document needs, and those that they need. */
function contractPart(
  start: unknown,
  known: { readonly contract: ContractSchemas; readonly own: Schemas },
): Record<string, object> {
  const found: Record<string, object> = {};
  const open = referencedSchemas(start);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name in known.own || name in found) continue;
    const schema = known.contract[name];
    if (!schema) throw new Error(`The API contract has no type ${name}`);
    found[name] = schema;
    open.push(...referencedSchemas(schema));
  }
  return Object.fromEntries(Object.entries(found).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
