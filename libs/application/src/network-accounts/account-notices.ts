import { silenceOf, type AccountHealth, type NetworkAccount, type SaleRhythm } from '@tributary/domain';

/** Something about a connection that a person should know although nothing is broken at it. */
export interface AccountNotice {
  readonly kind: 'network-outage' | 'empty-answer' | 'quiet';
  readonly since: Date;
  /** What happened and what it means for the figures. */
  readonly message: string;
  /** What to do about it. */
  readonly nextStep: string;
}

export interface NoticedAccount {
  readonly account: NetworkAccount;
  readonly health: AccountHealth;
  readonly networkName: string;
  /** Null before its sales were counted. */
  readonly rhythm: SaleRhythm | null;
}

export function noticesOf(noticed: NoticedAccount): readonly AccountNotice[] {
  if (noticed.health === 'paused') return [];
  return [outageNotice(noticed), emptyAnswerNotice(noticed), quietNotice(noticed)].filter(
    (notice) => notice !== null,
  );
}

function outageNotice({ account, networkName }: NoticedAccount): AccountNotice | null {
  if (!account.outageSince) return null;
  return {
    kind: 'network-outage',
    since: account.outageSince,
    message: `${networkName} answers none of its connections. Nothing is lost: what is missing is read once it answers.`,
    nextStep: 'Nothing to do. One connection at a time tries every five minutes, and the others follow.',
  };
}

function emptyAnswerNotice({ account, networkName }: NoticedAccount): AccountNotice | null {
  if (!account.emptyAnswer) return null;
  return {
    kind: 'empty-answer',
    ...account.emptyAnswer,
    nextStep: `Compare with ${networkName}'s own dashboard. If it shows sales, check that the key may still read them. This goes away with the next reading that has sales.`,
  };
}

/** Only of an account that is read well: where the network does not answer, nobody knows whether there are sales. */
function quietNotice({ account, health, networkName, rhythm }: NoticedAccount): AccountNotice | null {
  const readUntil = account.history.checkpoint;
  if (health !== 'fresh' || rhythm === null || readUntil === null) return null;
  const silence = silenceOf(rhythm, readUntil);
  if (silence.kind !== 'quiet') return null;
  const { since, lengthMs, usualGapMs } = silence;
  return {
    kind: 'quiet',
    since,
    message: `No sale for ${inWords(lengthMs)}; usually one every ${inWords(usualGapMs)}. The connection itself answers.`,
    nextStep: `Look at ${networkName}'s own dashboard, and check that the offer is still open and its links work.`,
  };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Minutes up to two hours, hours up to two days, then days, rounded. */
function inWords(milliseconds: number): string {
  if (milliseconds < 2 * HOUR) return counted(Math.max(1, Math.round(milliseconds / MINUTE)), 'minute');
  return milliseconds < 2 * DAY
    ? counted(Math.round(milliseconds / HOUR), 'hour')
    : counted(Math.round(milliseconds / DAY), 'day');
}

function counted(count: number, unit: string): string {
  return count === 1 ? unit : `${count} ${unit}s`;
}
