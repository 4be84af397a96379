import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Answers {
  /** Over what an honest provider would say. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly sign?: 'right' | 'another key' | 'with the secret' | 'not at all';
  readonly userInfo?: Readonly<Record<string, unknown>>;
  readonly tokenStatus?: number;
}

const ALG = { alg: 'RS256', kid: 'right' };

/** Says what it is told to say where a provider says who somebody is. Without being told, the truth. */
export class LyingServer {
  answers: Answers = {};
  /** Of the attempt at hand: an honest provider repeats it. */
  nonce = '';
  private readonly right = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly another = generateKeyPairSync('rsa', { modulusLength: 2048 });

  private constructor(
    private readonly server: Server,
    private readonly client: { readonly id: string; readonly secret: string },
  ) {
    server.on('request', (request, response) => {
      this.answer(request, response);
    });
  }

  static async start(client: { readonly id: string; readonly secret: string }): Promise<LyingServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new LyingServer(server, client);
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const answers: Readonly<Record<string, () => object>> = {
      '/.well-known/openid-configuration': () => this.configuration(),
      '/jwks': () => ({ keys: [{ ...this.right.publicKey.export({ format: 'jwk' }), ...ALG, use: 'sig' }] }),
      '/token': () => ({ access_token: 'a', token_type: 'bearer', expires_in: 60, id_token: this.idToken() }),
      '/userinfo': () => ({ sub: 'ada', ...this.answers.userInfo }),
    };
    response.statusCode = url === '/token' ? (this.answers.tokenStatus ?? 200) : 200;
    response.setHeader('content-type', 'application/json');
    const body = response.statusCode === 200 ? answers[url]?.() : { error: 'invalid_grant' };
    response.end(JSON.stringify(body ?? {}));
  }

  private configuration(): object {
    const { issuer } = this;
    return {
      issuer,
      ...{ authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
      ...{ userinfo_endpoint: `${issuer}/userinfo`, jwks_uri: `${issuer}/jwks` },
      ...{ response_types_supported: ['code'], subject_types_supported: ['public'] },
      ...{ id_token_signing_alg_values_supported: ['RS256'], code_challenge_methods_supported: ['S256'] },
    };
  }

  private idToken(): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      ...{ iss: this.issuer, aud: this.client.id, sub: 'ada', nonce: this.nonce, iat: now, exp: now + 300 },
      ...{ email: 'ada@agency.example', email_verified: true, groups: ['marketing'] },
      ...this.answers.claims,
    };
    const unsigned = [{ ...ALG, ...this.answers.header }, claims].map(encoded).join('.');
    return `${unsigned}.${this.signature(unsigned)}`;
  }

  private signature(unsigned: string): string {
    const rsa = (key: KeyObject) => createSign('sha256').update(unsigned).sign(key, 'base64url');
    const ways = {
      right: () => rsa(this.right.privateKey),
      'another key': () => rsa(this.another.privateKey),
      'with the secret': () => createHmac('sha256', this.client.secret).update(unsigned).digest('base64url'),
      'not at all': () => '',
    };
    return ways[this.answers.sign ?? 'right']();
  }
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
