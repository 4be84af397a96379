import type { AccountNotice } from '@tributary/api-contract';
import type { IconName } from '@tributary/client-ui';
import type { CardWords } from './card-words';

export interface NoticeView {
  readonly kind: AccountNotice['kind'];
  /** Amber where figures may be missing, grey where there may be none. */
  readonly tone: 'warning' | 'neutral';
  readonly icon: IconName;
  /** In bold: what happened. */
  readonly lead: string;
  /** Since when, and what to do. */
  readonly text: string;
}

const LOOKS: Readonly<Record<AccountNotice['kind'], Pick<NoticeView, 'tone' | 'icon'>>> = {
  'network-outage': { tone: 'warning', icon: 'cloud_off' },
  'empty-answer': { tone: 'warning', icon: 'warning' },
  quiet: { tone: 'neutral', icon: 'info' },
};

/** The word before the moment: silence begins with the last sale. */
const SINCE: Readonly<Record<AccountNotice['kind'], string>> = {
  'network-outage': 'It began',
  'empty-answer': 'First seen',
  quiet: 'The last sale was',
};

export function noticeViews(notices: readonly AccountNotice[], words: CardWords): NoticeView[] {
  return notices.map(({ kind, since, message, nextStep }) => ({
    kind,
    ...LOOKS[kind],
    lead: message,
    text: `${SINCE[kind]} ${words.when(since)}. ${nextStep}`,
  }));
}
