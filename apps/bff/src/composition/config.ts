import { z } from 'zod';

/** Which parts of the product a process runs. One image serves all. */
const APP_ROLES = ['all', 'web', 'worker', 'scheduler'] as const;
export type AppRole = (typeof APP_ROLES)[number];

const KEY_COMMAND = `node -e "console.log(require('node:crypto').randomBytes(32).toString('hex'))"`;
const DATABASE_HINT = 'DATABASE_URL is missing: postgres://user:password@host:5432/database';
const HEX_64 = /^[0-9a-fA-F]{64}$/;

const secretKey = (name: string) =>
  z
    .string({ error: `${name} is missing. Make one with: ${KEY_COMMAND}` })
    .regex(HEX_64, `${name} must be exactly 64 hexadecimal characters. Make one with: ${KEY_COMMAND}`);

const port = z.coerce.number().int().min(0).max(65_535);

const environment = z.object({
  APP_ROLE: z.enum(APP_ROLES).default('all'),
  PORT: port.default(3000),
  BIND_ADDRESS: z.string().default('0.0.0.0'),
  MANAGEMENT_PORT: port.default(9464),
  DATABASE_URL: z.string({ error: DATABASE_HINT }),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
  ENCRYPTION_KEY: secretKey('ENCRYPTION_KEY'),
  JWT_SECRET: secretKey('JWT_SECRET'),
  SYNC_TRIGGER_SECRET: z.string().min(32, 'SYNC_TRIGGER_SECRET needs at least 32 characters').optional(),
  SYNC_CONCURRENCY: z.coerce.number().int().min(1).max(256).default(16),
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
  ECB_BASE_URL: z.url().optional(),
  VERTEX_PROJECT: z.string().optional(),
  VERTEX_LOCATION: z.string().default('europe-west4'),
  VERTEX_MODEL: z.string().default('gemini-2.5-flash'),
  LOG_LEVEL: z.enum(['error', 'warn', 'log', 'debug']).default('log'),
});

export type Environment = z.infer<typeof environment>;

/**
 * Checks the environment once, at start.
 * @throws {Error} naming every missing or malformed variable and how to make it; values never appear.
 */
export function checkedEnvironment(variables: Record<string, unknown>): Environment {
  // An empty variable counts as absent: compose files pass those.
  const given = Object.entries(variables).filter(([, value]) => value !== '');
  const result = environment.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Tributary cannot start with this environment:\n${lines.join('\n')}`);
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
