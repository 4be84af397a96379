import type { NotificationCounts, NotificationSetupView } from '@tributary/api-contract';
import type { NotificationSetup } from '@tributary/application';
import type { NotificationEndpoint, NotificationOutcome } from '@tributary/ports';

/** Stands where the secret of an address was, once it is not shown any more. */
const HIDDEN = '•••';
const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Where this installation is reached from outside: `https://host`. */
export class PublicAddress {
  constructor(readonly baseUrl: string) {}
}

interface AddressPart {
  readonly baseUrl: string;
  /** null once it is not shown any more. */
  readonly secret: string | null;
}

export function notificationSetupView(setup: NotificationSetup, part: AddressPart): NotificationSetupView {
  const { description, endpoint, tally } = setup;
  const { effect, name, summary, steps, limitations, secretFields: credentialFields } = description;
  return {
    ...{ effect, name, summary, steps, limitations, credentialFields },
    isSetUp: endpoint !== null,
    ...(endpoint ? endpointParts(endpoint) : NO_ENDPOINT),
    addresses: endpoint ? addressesOf(setup, part) : [],
    isAddressShown: part.secret !== null,
    isReachable: !LOCAL.test(new URL(part.baseUrl).hostname),
    counts: countsOf(tally),
  };
}

const NO_ENDPOINT = {
  credentialHints: {},
  addressSince: null,
  lastReceivedAt: null,
  refused: 0,
  lastRefusedAt: null,
};

function endpointParts(endpoint: NotificationEndpoint) {
  return {
    credentialHints: endpoint.secretHints,
    addressSince: endpoint.addressSince.toISOString(),
    lastReceivedAt: endpoint.lastReceivedAt?.toISOString() ?? null,
    refused: endpoint.refused,
    lastRefusedAt: endpoint.lastRefusedAt?.toISOString() ?? null,
  };
}

function addressesOf({ network, description }: NotificationSetup, { baseUrl, secret }: AddressPart) {
  const address = `${baseUrl}/postback/${network}/${secret ?? HIDDEN}`;
  return description.addresses.map(({ label, query }) => ({ label, url: address + query }));
}

function countsOf(tally: ReadonlyMap<NotificationOutcome, number>): NotificationCounts {
  const count = (outcome: NotificationOutcome) => tally.get(outcome) ?? 0;
  return {
    waiting: count('waiting'),
    booked: count('booked'),
    readAgain: count('read-again'),
    ignored: count('ignored'),
    keptAside: count('kept-aside'),
  };
}
