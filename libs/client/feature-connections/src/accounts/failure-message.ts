import type { NetworkAccountView } from '@tributary/api-contract';
import { withoutRefusal } from '../credentials/key-check';
import type { CardWords } from './card-words';

export interface FailureMessage {
  readonly tone: 'error' | 'warning';
  /** What happened, in one bold sentence. */
  readonly lead: string;
  /** The network's own words, what it means for the figures and what to do. */
  readonly text: string;
}

interface Names {
  readonly network: string;
  readonly words: CardWords;
}

/** What is said about the failure of an account, or null when there is nothing to say. */
export function failureMessage(account: NetworkAccountView, names: Names): FailureMessage | null {
  if (account.isPaused) return null;
  if (account.outageSince !== null && account.health !== 'needs-attention')
    return outageMessage(account, names);
  if (account.failure === null) return null;
  if (account.health === 'needs-attention') return brokenMessage(account, account.failure, names);
  return transientMessage(account, account.failure, names);
}

type Failure = NonNullable<NetworkAccountView['failure']>;

function brokenMessage(account: NetworkAccountView, failure: Failure, names: Names): FailureMessage {
  const { network } = names;
  const missing = account.lastGoodSyncAt === null ? `No ${network} sales` : `${network} sales since then`;
  const gap = account.lastGoodSyncAt === null ? 'are read yet' : 'are missing from every total';
  return {
    tone: 'error',
    lead: `${brokenLead(failure, names)}.`,
    text: `${sentence(withoutRefusal(failure.message, network))} ${missing} ${gap}. ${nextStep(failure, network)}`.trim(),
  };
}

function brokenLead(failure: Failure, { network, words }: Names): string {
  const since = `${words.when(failure.since)}${runsSince(failure.attempts)}`;
  if (failure.kind === 'permission-missing') return `${network} did not let this key read sales ${since}`;
  if (failure.kind === 'credentials-unreadable') return `The stored key could not be opened ${since}`;
  return `${network} refused this key ${since}`;
}

function runsSince(attempts: number): string {
  const since = attempts - 1;
  if (since < 1) return '';
  return since === 1 ? ' and at the run since' : ` and at each of the ${since} runs since`;
}

function nextStep(failure: Failure, network: string): string {
  if (failure.kind === 'permission-missing') {
    return `Give the key read access at ${network}, or replace it here. Sales and history stay.`;
  }
  if (failure.kind === 'credentials-unreadable') return 'Enter the key again. Sales and history stay.';
  return `Create a new key at ${network}, then replace it here. Sales and history stay.`;
}

/** Since when, and how many wait, is said once for the network. */
function outageMessage(account: NetworkAccountView, { network, words }: Names): FailureMessage {
  const next = words.time(account.nextSyncAt);
  return {
    tone: 'warning',
    lead: '',
    text: `${network} answers none of its connections. Nothing is lost, this one is tried again at ${next}.`,
  };
}

function transientMessage(account: NetworkAccountView, failure: Failure, names: Names): FailureMessage {
  const times = failure.attempts > 1 ? ` (${failure.attempts} times in a row)` : '';
  const next = names.words.time(account.nextSyncAt);
  return {
    tone: 'warning',
    lead: '',
    text: `${sentence(failure.message, times)} Nothing is lost, the window is read again at ${next}.`,
  };
}

/** Ends the network's words with one full stop, after what is added to them. */
function sentence(text: string, added = ''): string {
  const trimmed = text.trim();
  if (added === '' && /[.!?…]["”]$/.test(trimmed)) return trimmed;
  const bare = trimmed.replace(/\.+$/, '');
  return bare === '' ? '' : `${bare}${added}.`;
}
