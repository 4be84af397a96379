import type { Permission } from '@tributary/api-contract';
import type { IconName } from '@tributary/client-ui';

export interface PageLink {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
  /** Shown to members who may; the server decides, this only hides. Null: to everybody. */
  readonly needs: Permission | null;
  /** On phones the bar holds four pages and "More", which holds the rest. */
  readonly onPhones: 'bar' | 'more';
}

/** What the navigation offers: only pages that exist. */
export const PAGES: readonly PageLink[] = [
  ...[
    { path: '/platform/agencies', label: 'Agencies', icon: 'corporate_fare' as const },
    { path: '/platform/users', label: 'People', icon: 'groups' as const },
    { path: '/platform/networks', label: 'Network health', icon: 'hub' as const },
  ].map((page) => ({ ...page, needs: 'manage-platform' as const, onPhones: 'bar' as const })),
  { path: '/dashboard', label: 'Dashboard', icon: 'space_dashboard', needs: 'read-figures', onPhones: 'bar' },
  { path: '/sales', label: 'Sales', icon: 'receipt_long', needs: 'read-sales', onPhones: 'bar' },
  { path: '/changes', label: 'What moved', icon: 'compare_arrows', needs: 'read-sales', onPhones: 'more' },
  { path: '/connections', label: 'Connections', icon: 'hub', needs: 'read-connections', onPhones: 'bar' },
  {
    path: '/clients',
    label: 'Clients',
    icon: 'corporate_fare',
    needs: 'manage-clients',
    onPhones: 'more',
  },
  { path: '/team', label: 'Team', icon: 'groups', needs: 'manage-members', onPhones: 'more' },
  { path: '/audit', label: 'Audit', icon: 'history', needs: 'read-audit', onPhones: 'more' },
  { path: '/settings', label: 'Settings', icon: 'settings', needs: 'read-connections', onPhones: 'more' },
];
