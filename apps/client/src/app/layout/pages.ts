import type { IconName } from '@tributary/client-ui';

export interface PageLink {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
}

/** What the navigation offers: only pages that exist. */
export const PAGES: readonly PageLink[] = [
  { path: '/dashboard', label: 'Dashboard', icon: 'space_dashboard' },
  { path: '/sales', label: 'Sales', icon: 'receipt_long' },
  { path: '/connections', label: 'Connections', icon: 'hub' },
];
