import type { NotificationSetupView } from '@tributary/api-contract';
import type { CardWords } from '../accounts/card-words';

export interface NotificationPanelView {
  /** What these notifications do for the figures. */
  readonly effect: string;
  /** When something last came; what it means that nothing did. */
  readonly lastReceived: string;
  /** What came of it, without the kinds of which there is none. */
  readonly counts: readonly { readonly label: string; readonly value: string; readonly isWarning: boolean }[];
  /** Notifications with a wrong signature, and what to do; null when there are none. */
  readonly refused: string | null;
  /** What to know about the addresses shown. */
  readonly addressNote: string;
}

const EFFECTS: Readonly<Record<NotificationSetupView['effect'], string>> = {
  counts: 'What arrives counts in the figures by itself.',
  hint: 'What arrives counts nothing by itself: it only says what to read over the API at once.',
};

export function notificationPanelView(
  setup: NotificationSetupView,
  network: string,
  words: CardWords,
): NotificationPanelView {
  return {
    effect: EFFECTS[setup.effect],
    lastReceived: lastReceived(setup, network, words),
    counts: countsOf(setup, words),
    refused: refusedText(setup, network, words),
    addressNote: addressNote(setup),
  };
}

function lastReceived(setup: NotificationSetupView, network: string, words: CardWords): string {
  if (setup.lastReceivedAt !== null)
    return `${network} last sent something ${words.when(setup.lastReceivedAt)}.`;
  return `Nothing has arrived yet. ${network} sends with the next sale; its test button sends at once.`;
}

function countsOf({ counts }: NotificationSetupView, words: CardWords): NotificationPanelView['counts'] {
  const figures = [
    { label: 'counted', count: counts.booked, isWarning: false },
    { label: 'read again', count: counts.readAgain, isWarning: false },
    { label: 'without money', count: counts.ignored, isWarning: false },
    { label: 'kept aside', count: counts.keptAside, isWarning: true },
    { label: 'waiting', count: counts.waiting, isWarning: false },
  ];
  return figures
    .filter(({ count }) => count > 0)
    .map(({ label, count, isWarning }) => ({ label, value: words.count(count), isWarning }));
}

function refusedText(setup: NotificationSetupView, network: string, words: CardWords): string | null {
  const { refused, lastRefusedAt, credentialFields } = setup;
  if (refused === 0 || lastRefusedAt === null) return null;
  const [field] = credentialFields;
  const what = refused === 1 ? '1 notification was' : `${words.count(refused)} notifications were`;
  const check = field ? ` Check that ${network} and Tributary have the same ${inSentence(field.label)}.` : '';
  return `${what} refused, the last one ${words.when(lastRefusedAt)}: not signed as it should be.${check}`;
}

/** "Secret key" reads "secret key" inside a sentence, "SHA passphrase" stays. */
function inSentence(label: string): string {
  const [first = '', second = ''] = label;
  return second === second.toUpperCase() ? label : first.toLowerCase() + label.slice(1);
}

function addressNote(setup: NotificationSetupView): string {
  const one = setup.addresses.length === 1;
  if (setup.isAddressShown) {
    return one
      ? 'Copy the address now: it holds a secret and is not shown again.'
      : 'Copy the addresses now: they hold a secret and are not shown again.';
  }
  return `The secret part is hidden. If you no longer have the address${one ? '' : 'es'}, replace ${one ? 'it' : 'them'}.`;
}
