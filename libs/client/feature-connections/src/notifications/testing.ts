import type { NotificationSetupView } from '@tributary/api-contract';
import { aField } from '../testing';

/** Postbacks that are set up; nothing has arrived. */
export function aSetup(change: Partial<NotificationSetupView> = {}): NotificationSetupView {
  return {
    effect: 'counts',
    name: 'Postbacks',
    summary: 'BuyGoods tells each commission as it happens.',
    steps: ['Open Profile, then Postback Pixels.', 'Add the addresses.'],
    limitations: ['BuyGoods sends no time.'],
    credentialFields: [
      aField({ name: 'passphrase', label: 'Passphrase', hint: 'You choose it.', pattern: '[a-z-]{8,}' }),
    ],
    isSetUp: true,
    credentialHints: {},
    addresses: [
      { label: 'New order', url: 'https://tributary.example.com/postback/buygoods/•••?event=sale' },
      { label: 'Refund', url: 'https://tributary.example.com/postback/buygoods/•••?event=refund' },
    ],
    isAddressShown: false,
    isReachable: true,
    addressSince: '2026-11-18T09:00:00Z',
    lastReceivedAt: null,
    refused: 0,
    lastRefusedAt: null,
    counts: { waiting: 0, booked: 0, readAgain: 0, ignored: 0, keptAside: 0 },
    ...change,
  };
}

export const NOT_SET_UP: Partial<NotificationSetupView> = {
  isSetUp: false,
  addresses: [],
  addressSince: null,
};
