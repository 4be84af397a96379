import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { Browser } from './browser';

export const CLIENT_ID = 'tributary';
export const CLIENT_SECRET = 'the secret that both sides know';

export interface PersonAtServer {
  email?: string;
  email_verified?: boolean;
  name?: string;
  groups?: readonly string[];
}

/** A real OpenID provider in this process, on loopback, whose login page takes everybody it knows. */
export class OpenIdServer {
  /** By subject; change them between two sign-ins. */
  readonly people = new Map<string, PersonAtServer>();

  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  static async start(callbackUrl: string): Promise<OpenIdServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const made = new OpenIdServer(issuer, server);
    const handle = made.provider(callbackUrl).callback();
    server.on('request', (request, response) => void handle(request, response));
    return made;
  }

  /** Signs in as somebody at the provider and agrees. @returns the address that the provider sends the browser back to. */
  async visit(address: string, subject: string): Promise<string> {
    const browser = new Browser(this.issuer);
    const login = await browser.open(address);
    const consent = await browser.submit(login, { prompt: 'login', login: subject, password: 'any' });
    // Somebody who agreed before is not asked again.
    return consent.startsWith(this.issuer) ? browser.submit(consent, { prompt: 'consent' }) : consent;
  }

  /** Goes away from the provider's page without signing in. */
  async cancel(address: string): Promise<string> {
    const browser = new Browser(this.issuer);
    return browser.open(`${await browser.open(address)}/abort`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private provider(callbackUrl: string): Provider {
    return new Provider(this.issuer, {
      clients: [
        {
          ...{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uris: [callbackUrl] },
          ...{ grant_types: ['authorization_code'], response_types: ['code'] },
        },
      ],
      claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
      pkce: { required: () => true },
      jwks: { keys: [signingKey()] },
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
      cookies: { keys: ['of this test only'] },
      findAccount: (_, subject) => {
        const person = this.people.get(subject);
        return person && { accountId: subject, claims: () => ({ sub: subject, ...person }) };
      },
    });
  }
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' } as const;
}
