/** As much of a browser as a login page needs: follows redirects on one origin, keeps cookies, sends forms. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly origin: string) {}

  /** @returns where it ends: the first page, or the first address elsewhere. */
  open(address: string): Promise<string> {
    return this.follow(address, {});
  }

  submit(address: string, fields: Record<string, string>): Promise<string> {
    return this.follow(address, { method: 'POST', body: new URLSearchParams(fields) });
  }

  private async follow(address: string, init: RequestInit): Promise<string> {
    if (new URL(address).origin !== this.origin) return address;
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      this.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const next = response.headers.get('location');
    await response.body?.cancel();
    if (next !== null) return this.follow(new URL(next, address).href, {});
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    return address;
  }
}
