import type { IconName } from '@tributary/client-ui';

export interface PageLink {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
  /** On phones the bar holds four pages and "More", which holds the rest. */
  readonly onPhones: 'bar' | 'more';
}

/** What the navigation offers: only pages that exist. */
export const PAGES: readonly PageLink[] = [
  { path: '/dashboard', label: 'Dashboard', icon: 'space_dashboard', onPhones: 'bar' },
  { path: '/sales', label: 'Sales', icon: 'receipt_long', onPhones: 'bar' },
  { path: '/changes', label: 'What moved', icon: 'compare_arrows', onPhones: 'more' },
  { path: '/connections', label: 'Connections', icon: 'hub', onPhones: 'bar' },
  { path: '/settings', label: 'Settings', icon: 'settings', onPhones: 'more' },
];
