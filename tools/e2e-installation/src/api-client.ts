import type {
  AccessToken,
  Dashboard,
  ImportDetail,
  NetworkAccountView,
  ProblemDetails,
} from '@tributary/api-contract';

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** Talks to the BFF the way the client does. */
export class ApiClient {
  private token = '';

  constructor(private readonly baseUrl: string) {}

  async signIn(email: string, password: string): Promise<void> {
    const { body } = await this.call<AccessToken>('POST', 'auth/sign-in', { email, password });
    this.token = body.accessToken;
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const response = await fetch(`${this.baseUrl}/api/v1/${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(this.token && { authorization: `Bearer ${this.token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return answerOf<T>(response);
  }

  /** Gives a file for an account. @returns the id of its draft. */
  async upload(accountId: string, file: string): Promise<string> {
    return (await this.sendFile<ImportDetail>(`network-accounts/${accountId}/imports`, file)).body.id;
  }

  async sendFile<T>(path: string, file: string, name = 'sales.csv'): Promise<Answer<T>> {
    const response = await fetch(`${this.baseUrl}/api/v1/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(name),
      },
      body: file,
    });
    return answerOf<T>(response);
  }

  /** What a route answers, of whatever kind; where it leads elsewhere, nobody goes there. */
  async read(path: string): Promise<{ readonly status: number; readonly text: string }> {
    const headers = { authorization: `Bearer ${this.token}` };
    const answer = await fetch(`${this.baseUrl}/api/v1/${path}`, { headers, redirect: 'manual' });
    return { status: answer.status, text: await answer.text() };
  }

  /** Listens to a stream of events from now on. `text` is what was told so far. */
  listen(path: string): { readonly text: () => string; readonly stop: () => void } {
    const end = new AbortController();
    const headers = { authorization: `Bearer ${this.token}` };
    let text = '';
    const read = async () => {
      const answer = await fetch(`${this.baseUrl}/api/v1/${path}`, { headers, signal: end.signal });
      const chunks = answer.body as AsyncIterable<Uint8Array> | null;
      for await (const chunk of chunks ?? []) text += new TextDecoder().decode(chunk);
    };
    // Stopping is how it ends.
    void read().catch(() => undefined);
    return {
      text: () => text,
      stop: () => {
        end.abort();
      },
    };
  }

  problem(method: string, path: string, body?: unknown): Promise<Answer<ProblemDetails>> {
    return this.call<ProblemDetails>(method, path, body);
  }

  async accounts(): Promise<readonly NetworkAccountView[]> {
    return (await this.call<NetworkAccountView[]>('GET', 'network-accounts')).body;
  }

  async dashboard(query = ''): Promise<Dashboard> {
    return (await this.call<Dashboard>('GET', `dashboard${query}`)).body;
  }
}

async function answerOf<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  const { status, headers } = response;
  // A file is given as it is.
  const isJson = headers.get('content-type')?.includes('json') ?? false;
  return { status, headers, body: (isJson ? JSON.parse(text) : text || null) as T };
}
