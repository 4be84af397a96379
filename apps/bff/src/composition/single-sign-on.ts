import { MAPPED_ROLES, RoleMap } from '@tributary/domain';
import { OpenIdIdentityProvider } from '@tributary/oidc';
import { NoIdentityProvider, type IdentityProvider } from '@tributary/ports';
import { z } from 'zod';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const EXAMPLE = '[{"group":"marketing","agency":"<id of the agency>","role":"analyst"}]';
const MAP_HINT = `OIDC_ROLE_MAP must be JSON like ${EXAMPLE}, with the roles ${MAPPED_ROLES.join(', ')}`;

const roleMap = z
  .array(z.strictObject({ group: z.string().min(1), agency: z.uuid(), role: z.enum(MAPPED_ROLES) }))
  .min(1);

/** The identity provider that members of enterprises sign in at. All of the first four, or none. */
export const SINGLE_SIGN_ON_VARIABLES = {
  OIDC_ISSUER: z
    .string()
    .refine(isSafeIssuer, { error: 'OIDC_ISSUER must be an https address, or http on this machine' })
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** Which group has which role in which agency, in order. */
  OIDC_ROLE_MAP: z
    .string()
    .transform((text) => roleMap.safeParse(jsonOf(text)).data)
    .refine((rules) => rules !== undefined, { error: MAP_HINT })
    .optional(),
  OIDC_ROLE_CLAIM: z.string().optional(),
  OIDC_SCOPES: z.string().optional(),
  OIDC_LABEL: z.string().max(60, 'OIDC_LABEL must fit on a button').optional(),
};

export type SingleSignOnVariables = z.infer<z.ZodObject<typeof SINGLE_SIGN_ON_VARIABLES>>;

const TOGETHER = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLE_MAP'] as const;

/** Those that lack where some are given: half a provider is a mistake. */
export function missingForSingleSignOn(values: SingleSignOnVariables): readonly (typeof TOGETHER)[number][] {
  const missing = TOGETHER.filter((name) => values[name] === undefined);
  return missing.length === TOGETHER.length ? [] : missing;
}

/** @param origin of this installation, without a slash at the end. */
export function identityProviderOf(variables: SingleSignOnVariables, origin: string): IdentityProvider {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = variables;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    return new NoIdentityProvider();
  return new OpenIdIdentityProvider({
    ...{ issuer, clientId, clientSecret },
    label: variables.OIDC_LABEL ?? 'Single sign-on',
    scopes: variables.OIDC_SCOPES ?? 'openid email profile',
    groupsClaim: variables.OIDC_ROLE_CLAIM ?? 'groups',
    callbackUrl: `${origin}/sso/callback`,
  });
}

export function roleMapOf({ OIDC_ROLE_MAP: rules = [] }: SingleSignOnVariables): RoleMap {
  return new RoleMap(rules.map(({ group, agency, role }) => ({ group, agencyId: agency, role })));
}

/** What it says about people is believed, so nobody may be able to speak for it on the way. */
function isSafeIssuer(issuer: string): boolean {
  const url = URL.parse(issuer);
  if (url?.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
