import { PLACES } from '@tributary/affiliate-networks';
import { isKeyText, MAKE_KEY_COMMAND } from '@tributary/credential-cipher';
import { z } from 'zod';
import { MAIL_VARIABLES, missingForMail } from './mail-variables';
import { missingForSingleSignOn, SINGLE_SIGN_ON_VARIABLES } from './single-sign-on';
import { trustedProxies } from './trusted-proxies';
import { variablesFromFiles, type Variables } from './variables-from-files';

/** Which parts of the product a process runs. One image serves all. */
const APP_ROLES = ['all', 'web', 'worker', 'scheduler'] as const;
export type AppRole = (typeof APP_ROLES)[number];

const MAKE_ONE = `Make one with: ${MAKE_KEY_COMMAND}`;
const DATABASE_HINT = 'DATABASE_URL is missing: postgres://user:password@host:5432/database';
const OWNER_HINT =
  'DATABASE_OWNER_URL is missing: postgres://owner:password@host:5432/database, of the same database and another login';

const secretKey = (name: string) =>
  z
    .string({ error: `${name} is missing. ${MAKE_ONE}` })
    .refine(isKeyText, { error: `${name} must be exactly 64 hexadecimal characters. ${MAKE_ONE}` });

/** Separated by commas, or by line ends as a file has them. */
const openingKeys = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((key) => key !== ''))
  .refine((keys) => keys.every(isKeyText), {
    error: `Each of ENCRYPTION_OPENING_KEYS must be exactly 64 hexadecimal characters. ${MAKE_ONE}`,
  })
  .default([]);

/** Separated by commas. */
const places = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((place) => place !== ''))
  .pipe(z.array(z.enum(PLACES, { error: `OUTBOUND_ALLOW may hold ${PLACES.join(', ')}` })));

/** Separated by commas, or by line ends. */
const replicaUrls = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((url) => url !== ''))
  .refine((urls) => urls.every(isPostgresUrl), {
    error:
      'DATABASE_REPLICA_URLS takes addresses like postgres://user:password@host:5432/database, with commas',
  });

const port = z.coerce.number().int().min(0).max(65_535);

const environment = z.object({
  APP_ROLE: z.enum(APP_ROLES).default('all'),
  PORT: port.default(3000),
  BIND_ADDRESS: z.string().default('0.0.0.0'),
  MANAGEMENT_PORT: port.default(9464),
  DATABASE_URL: z.string({ error: DATABASE_HINT }),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
  /** Servers that follow that of DATABASE_URL, and answer reads of pages. */
  DATABASE_REPLICA_URLS: replicaUrls,
  /** How long such a read waits for one to catch up. */
  DATABASE_REPLICA_PATIENCE_MS: z.coerce.number().int().min(1).max(10_000).default(250),
  /** Seals, and opens what it sealed. */
  ENCRYPTION_KEY: secretKey('ENCRYPTION_KEY'),
  /** Only open: one that is about to seal, or one that did and is on its way out. */
  ENCRYPTION_OPENING_KEYS: openingKeys,
  JWT_SECRET: secretKey('JWT_SECRET'),
  SYNC_TRIGGER_SECRET: z.string().min(32, 'SYNC_TRIGGER_SECRET needs at least 32 characters').optional(),
  SYNC_CONCURRENCY: z.coerce.number().int().min(1).max(1024).default(16),
  CLIENT_FOLDER: z.string().optional(),
  /** Where networks and members reach this installation from outside, without a path behind the host. */
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: 'PUBLIC_URL must be an address like https://tributary.example.com',
    })
    .refine((url) => !URL.canParse(url) || isPlainOrigin(new URL(url)), {
      error: 'PUBLIC_URL must be an address like https://tributary.example.com',
    })
    .optional(),
  /** Whose `X-Forwarded-For` is believed: how many proxies stand in front, or their addresses. Unset: nobody's. */
  TRUST_PROXY: trustedProxies.optional(),
  /** Multiplies every limit on how often somebody may ask or guess. For installations that are tested, or very large. */
  THROTTLE_FACTOR: z.coerce.number().min(1).max(10_000).default(1),
  ECB_BASE_URL: z.url().optional(),
  /** Where the addresses of networks and of the rates may lead beside the public internet: `loopback`, `private`. */
  OUTBOUND_ALLOW: places,
  VERTEX_PROJECT: z.string().optional(),
  VERTEX_LOCATION: z.string().default('europe-west4'),
  VERTEX_MODEL: z.string().default('gemini-2.5-flash'),
  ...MAIL_VARIABLES,
  ...SINGLE_SIGN_ON_VARIABLES,
  LOG_LEVEL: z.enum(['error', 'warn', 'log', 'debug']).default('log'),
});

export type Environment = z.infer<typeof environment>;

/** Of the migration alone: a process that serves anybody has no use for the owner of the database. */
const ofTheOwner = z.object({
  DATABASE_OWNER_URL: z.string({ error: OWNER_HINT }),
});

type OperatorEnvironment = Environment & z.infer<typeof ofTheOwner>;

/** With what only holds for several variables together. */
const whole = environment.superRefine((values, context) => {
  for (const name of missingForSingleSignOn(values))
    context.addIssue({
      code: 'custom',
      path: [name],
      message: `${name} is missing: the other OIDC_ variables need it`,
    });
  for (const name of missingForMail(values))
    context.addIssue({ code: 'custom', path: [name], message: `${name} is missing: mails need it as well` });
});

/**
 * Checks the environment once, at start. Each variable `NAME` may stand in a file instead, whose path is in `NAME_FILE`.
 * @throws {Error} naming every missing or malformed variable and how to make it; values never appear.
 */
export function checkedEnvironment(variables: Variables): Environment {
  return checked(whole, variables);
}

/** The same for an operator's command, which needs only some of them. */
export function checkedPart<Name extends keyof OperatorEnvironment>(
  variables: Variables,
  ...names: readonly Name[]
): Pick<OperatorEnvironment, Name> {
  const shape = { ...environment.shape, ...ofTheOwner.shape };
  const part = z.object(Object.fromEntries(names.map((name) => [name, shape[name]])));
  return checked(part, variables) as object as Pick<OperatorEnvironment, Name>;
}

function checked<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, variables: Variables) {
  const { values, problems } = variablesFromFiles(variables, Object.keys(schema.shape));
  const result = schema.safeParse(values);
  if (result.success && problems.size === 0) return result.data;
  const issues = (result.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message] as const);
  const lines = [...new Map([...issues, ...problems])].map(([name, message]) => `  ${name}: ${message}`);
  throw new Error(`Tributary cannot start with this environment:\n${lines.join('\n')}`);
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
}

function isPlainOrigin({ origin, href }: URL): boolean {
  return href === `${origin}/`;
}

/** `https://host`, without a slash at the end; this machine's own address while nobody configured one. */
export function publicUrl({ PUBLIC_URL, PORT }: Pick<Environment, 'PUBLIC_URL' | 'PORT'>): string {
  return new URL(PUBLIC_URL ?? `http://localhost:${PORT}`).origin;
}

/** Whether a process of this role does a part of the work. */
export function runs(role: AppRole, part: Exclude<AppRole, 'all'>): boolean {
  return role === 'all' || role === part;
}
