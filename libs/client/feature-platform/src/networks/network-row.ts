import type { AccountStatesView, NetworkHealthView } from '@tributary/api-contract';
import type { ChipTone, DateFormats, IconName, NetworkIdentity } from '@tributary/client-ui';

export interface NetworkRow {
  readonly code: string;
  readonly network: NetworkIdentity;
  readonly state: string;
  readonly icon: IconName;
  readonly tone: ChipTone;
  readonly note: string;
  readonly accounts: AccountStatesView;
}

interface Words {
  readonly dates: DateFormats;
  readonly now: Date;
}

type State = Pick<NetworkRow, 'state' | 'icon' | 'tone' | 'note'>;

export function networkRow(health: NetworkHealthView, network: NetworkIdentity, words: Words): NetworkRow {
  return { code: health.network, network, accounts: health.accounts, ...stateOf(health, words) };
}

/** The worst of it first: no answer, then limits, then connections that lag without either. */
function stateOf(health: NetworkHealthView, words: Words): State {
  if (health.outageSince !== null) return downSince(health.outageSince, health.nextProbeAt, words);
  if (health.rateLimited > 0) return limited(health, words);
  if (Object.values(health.accounts).every((count) => count === 0)) {
    return { state: 'Not connected', icon: 'cloud_off', tone: 'neutral', note: '' };
  }
  return { state: 'Answers', icon: 'check_circle', tone: 'positive', note: '' };
}

function downSince(since: string, nextProbeAt: string | null, { dates, now }: Words): State {
  const next = nextProbeAt === null ? '' : ` One connection tries again at ${dates.time(nextProbeAt)}.`;
  return {
    ...{ state: 'Does not answer', icon: 'error', tone: 'negative' },
    note: `Since ${dates.moment(since, now)}.${next}`,
  };
}

function limited({ rateLimited, limitedUntil }: NetworkHealthView, { dates, now }: Words): State {
  const who = rateLimited === 1 ? 'One connection waits' : `${rateLimited} connections wait`;
  const until = limitedUntil === null ? '' : ` until ${dates.moment(limitedUntil, now)}`;
  return { state: 'Asks to wait', icon: 'schedule', tone: 'warning', note: `${who}${until}.` };
}
