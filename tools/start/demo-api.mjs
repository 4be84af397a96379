/** The API as a person of the demo uses it: signed in, with a session that ends with them. */
export class DemoApi {
  #baseUrl;
  #session = null;

  constructor(baseUrl) {
    this.#baseUrl = `${baseUrl}/api/v1`;
  }

  /** @returns whether that is the password, and enough to come in. */
  async signIn(email, password) {
    const response = await this.#send('POST', 'auth/sign-in', { email, password });
    const { accessToken } = await response.json();
    if (!response.ok || accessToken === undefined) return false;
    this.#session = { accessToken, cookie: cookieOf(response) };
    return true;
  }

  /** Nobody finds sessions of the launcher among their own. */
  async signOut() {
    await this.#send('POST', 'auth/sign-out');
    this.#session = null;
  }

  /** Joins by the link of an invitation, and leaves again. */
  async accept({ link, name, password }) {
    const token = new URL(link).hash.slice(1);
    const response = await this.#send('POST', 'auth/invitation/accept', { token, name, password });
    await answerOf(response);
    this.#session = { cookie: cookieOf(response) };
    await this.signOut();
  }

  async get(path) {
    return answerOf(await this.#send('GET', path));
  }

  async patch(path, body) {
    return answerOf(await this.#send('PATCH', path, body));
  }

  async post(path, body) {
    return answerOf(await this.#send('POST', path, body));
  }

  /** The same, for what may be there already: then nothing changes. */
  async postOnce(path, body) {
    const response = await this.#send('POST', path, body);
    if (response.status !== 409) await answerOf(response);
  }

  #send(method, path, body) {
    const { accessToken, cookie } = this.#session ?? {};
    const headers = {
      ...(body && { 'content-type': 'application/json' }),
      ...(accessToken && { authorization: `Bearer ${accessToken}` }),
      ...(cookie && { cookie }),
    };
    return fetch(`${this.#baseUrl}/${path}`, { method, headers, body: body && JSON.stringify(body) });
  }
}

async function answerOf(response) {
  const answer = await response.json();
  if (response.ok) return answer;
  throw new Error(`${response.url} answered ${response.status}: ${answer.detail}`);
}

function cookieOf(response) {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
