import { createHash } from 'node:crypto';
import { type IncomingHttpHeaders } from 'node:http';
import { basic, json, type WireReply, type WireRequest } from '../../http/wire';
import { SECOND } from '../../world/wall-clock';
import { type Account } from '../network';

/** Error bodies of the API (facts 5). */
export function problem(status: number, error: string, description: string): WireReply {
  return json({ error, error_description: description }, status);
}

function seal(account: Account, expires: number): string {
  const secret = account.credentials.clientSecret ?? '';
  return createHash('sha256').update(`${secret}:${expires}`).digest('base64url');
}

/** Opaque to clients: the account, the second it expires, and a seal. */
function tokenFor(account: Account, expires: number): string {
  const id = Buffer.from(`${account.credentials.clientId ?? ''}|${expires}`).toString('base64url');
  return `H4sIA${id}.${seal(account, expires)}`;
}

export interface Bearer {
  readonly account: Account;
  readonly expires: number;
}

/** Reads a Bearer token back; undefined when it is none of ours. */
export function readToken(headers: IncomingHttpHeaders, accounts: readonly Account[]): Bearer | undefined {
  const [, id, given] = /^Bearer H4sIA([\w-]+)\.([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
  if (id === undefined) return undefined;
  const [clientId, expires] = Buffer.from(id, 'base64url').toString('utf8').split('|');
  const account = accounts.find(({ credentials }) => credentials.clientId === clientId);
  if (account === undefined || seal(account, Number(expires)) !== given) return undefined;
  return { account, expires: Number(expires) };
}

/** The account whose client credentials are sent: Basic header, or the same two values in the query or form. */
function clientOf(request: WireRequest, accounts: readonly Account[]): Account | undefined {
  const header = basic(request.headers);
  const field = (name: string): string | null => request.query.get(name) ?? request.form.get(name);
  const id = header?.user ?? field('client_id');
  const secret = header?.password ?? field('client_secret');
  return accounts.find(
    ({ credentials }) => credentials.clientId === id && credentials.clientSecret === secret,
  );
}

interface Grant {
  readonly accounts: readonly Account[];
  readonly now: number;
  readonly lifetimeSeconds: number;
}

/** The token endpoint: client credentials only, no refresh token. */
export function grantToken(request: WireRequest, { accounts, now, lifetimeSeconds }: Grant): WireReply {
  const grant = request.query.get('grant_type') ?? request.form.get('grant_type');
  if (request.method !== 'POST') return problem(405, 'method_not_allowed', 'Use POST.');
  if (grant !== 'client_credentials') return problem(400, 'invalid_parameter', 'grant_type is invalid');
  const account = clientOf(request, accounts);
  if (account === undefined) return problem(401, 'unauthorized', 'Bad credentials');
  const expires = Math.floor(now / SECOND) + lifetimeSeconds;
  return json({
    access_token: tokenFor(account, expires),
    token_type: 'bearer',
    expires_in: lifetimeSeconds,
    scope: 'read write',
    jti: createHash('md5').update(tokenFor(account, expires)).digest('hex'),
  });
}
