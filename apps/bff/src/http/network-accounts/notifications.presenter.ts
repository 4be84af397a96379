import type { NotificationSetupView } from '@tributary/api-contract';
import type { NotificationSetup } from '@tributary/application';

/** Stands where the secret of an address was, once it is not shown any more. */
const HIDDEN = '•••';
const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Where this installation is reached from outside: `https://host`. */
export class PublicAddress {
  constructor(readonly baseUrl: string) {}
}

export function notificationSetupView(
  { network, description, endpoint, tally }: NotificationSetup,
  { baseUrl, secret }: PublicAddress & { readonly secret: string | null },
): NotificationSetupView {
  const { effect, name, summary, steps, limitations, secretFields } = description;
  const address = `${baseUrl}/postback/${network}/${secret ?? HIDDEN}`;
  return {
    ...{ effect, name, summary, steps, limitations, credentialFields: secretFields },
    isSetUp: endpoint !== null,
    credentialHints: endpoint?.secretHints ?? {},
    addresses: endpoint
      ? description.addresses.map(({ label, query }) => ({ label, url: address + query }))
      : [],
    isAddressShown: secret !== null,
    isReachable: !LOCAL.test(new URL(baseUrl).hostname),
    addressSince: endpoint?.addressSince.toISOString() ?? null,
    lastReceivedAt: endpoint?.lastReceivedAt?.toISOString() ?? null,
    refused: endpoint?.refused ?? 0,
    lastRefusedAt: endpoint?.lastRefusedAt?.toISOString() ?? null,
    counts: {
      waiting: tally.get('waiting') ?? 0,
      booked: tally.get('booked') ?? 0,
      readAgain: tally.get('read-again') ?? 0,
      ignored: tally.get('ignored') ?? 0,
      keptAside: tally.get('kept-aside') ?? 0,
    },
  };
}
