import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { computed, inject, Injectable } from '@angular/core';
import type { NetworkCode, NetworkDescriptor } from '@tributary/api-contract';
import { apiUrl } from './api-url';
import { AuthSession } from './auth-session';

/** The registered networks in palette order, read once: they change only with a deployment. */
@Injectable({ providedIn: 'root' })
export class NetworksApi {
  private readonly session = inject(AuthSession);

  readonly resource: HttpResourceRef<NetworkDescriptor[] | undefined> = httpResource<NetworkDescriptor[]>(
    () => (this.session.isSignedIn() ? apiUrl('networks') : undefined),
  );

  /** Empty until loaded. */
  readonly networks = computed<readonly NetworkDescriptor[]>(() =>
    this.resource.hasValue() ? this.resource.value() : [],
  );

  private readonly byCode = computed(
    () => new Map<NetworkCode, NetworkDescriptor>(this.networks().map((network) => [network.id, network])),
  );

  find(code: NetworkCode): NetworkDescriptor | undefined {
    return this.byCode().get(code);
  }
}
