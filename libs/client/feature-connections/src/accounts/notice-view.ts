import type { AccountNotice } from '@tributary/api-contract';
import type { IconName } from '@tributary/client-ui';
import type { CardWords } from './card-words';

type CardNotice = Exclude<AccountNotice['kind'], 'network-outage'>;

export interface NoticeView {
  readonly kind: CardNotice;
  /** Amber where figures may be missing, grey where there may be none. */
  readonly tone: 'warning' | 'neutral';
  readonly icon: IconName;
  /** In bold: what happened, in one sentence. */
  readonly lead: string;
  /** What it means, since when, and what to do. */
  readonly text: string;
}

const LOOKS: Readonly<Record<CardNotice, Pick<NoticeView, 'tone' | 'icon'>>> = {
  'empty-answer': { tone: 'warning', icon: 'warning' },
  quiet: { tone: 'neutral', icon: 'info' },
};

/** The words before the moment: silence begins with the last sale. */
const SINCE: Readonly<Record<CardNotice, string>> = {
  'empty-answer': 'First seen',
  quiet: 'The last sale was',
};

/** What concerns the account alone. An outage of its network is said once for the network, in one line on the card. */
export function noticeViews(notices: readonly AccountNotice[], words: CardWords): NoticeView[] {
  return notices.flatMap(({ kind, since, message, nextStep }) => {
    if (kind === 'network-outage') return [];
    const [lead = message, ...rest] = message.split(/(?<=\.) /);
    const text = [...rest, `${SINCE[kind]} ${words.when(since)}.`, nextStep].join(' ');
    return [{ kind, ...LOOKS[kind], lead, text }];
  });
}
