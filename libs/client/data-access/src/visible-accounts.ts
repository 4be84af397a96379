import { computed, inject } from '@angular/core';
import { latestValue } from './latest-value';
import { MeApi } from './me-api';
import { NetworkAccountsApi } from './network-accounts-api';
import { NetworksApi } from './networks-api';

/**
 * The accounts and networks that whoever is signed in can choose between in a filter: those of the agency for its team,
 * and for a client login its own and no other. Call it in an injection context.
 */
export function visibleAccounts() {
  const me = inject(MeApi);
  const networksApi = inject(NetworksApi);
  /** Only a login that is limited is told its accounts; it may not ask for the connections of the agency. */
  const own = computed(() => me.me()?.accounts);
  const ofAgency = latestValue(inject(NetworkAccountsApi).accounts(() => own() === undefined));
  const networks = computed(() => {
    const accounts = own();
    const all = networksApi.networks();
    return accounts ? all.filter(({ id }) => accounts.some(({ network }) => network === id)) : all;
  });
  return { accounts: computed(() => own() ?? ofAgency() ?? []), networks };
}
