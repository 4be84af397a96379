import { UnexpectedResponse } from '@tributary/ports';
import type { NetworkHttp, NetworkRequest, NetworkResponse } from '../network-http';

/** Sends a network's requests to its own addresses only: no answer can have its key carried elsewhere. */
export class OwnAddresses implements NetworkHttp {
  private readonly origins: ReadonlySet<string>;

  constructor(
    private readonly http: NetworkHttp,
    endpoints: readonly string[],
  ) {
    this.origins = new Set(endpoints.map((endpoint) => new URL(endpoint).origin));
  }

  send(request: NetworkRequest): Promise<NetworkResponse> {
    if (this.origins.has(request.url.origin)) return this.http.send(request);
    const message = `${request.networkName} pointed to an address that is not its own. Nothing was sent there.`;
    return Promise.reject(new UnexpectedResponse(message));
  }
}
