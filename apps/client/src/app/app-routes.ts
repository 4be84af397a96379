import type { Route, Routes } from '@angular/router';
import type { Permission } from '@tributary/api-contract';
import {
  beginAtHome,
  mayOpen,
  mustBeSignedIn,
  mustBeSignedOut,
  signedInElsewhere,
} from './session/session-guards';

/** A page, and what stands in its place for whoever may not open it. */
function pageFor(needs: Permission, page: Route & { readonly path: string; readonly title: string }): Routes {
  return [
    { ...page, canMatch: [mayOpen(needs)] },
    {
      path: page.path,
      title: page.title,
      loadComponent: () => import('./not-for-your-role-page').then((other) => other.NotForYourRolePage),
    },
  ];
}

export const appRoutes: Routes = [
  {
    path: 'sign-in',
    title: 'Sign in',
    canActivate: [mustBeSignedOut],
    loadComponent: () => import('@tributary/client-feature-sign-in').then((feature) => feature.SignInPage),
  },
  {
    path: 'set-up-two-factor',
    title: 'Set up two-factor sign-in',
    canActivate: [mustBeSignedIn],
    loadComponent: () => import('@tributary/client-feature-profile').then((feature) => feature.SetUpPage),
  },
  {
    path: 'invitation',
    title: 'Join an agency',
    loadComponent: () =>
      import('@tributary/client-feature-sign-in').then((feature) => feature.InvitationPage),
  },
  {
    path: 'forgot-password',
    title: 'Forgot the password',
    canActivate: [mustBeSignedOut],
    loadComponent: () =>
      import('@tributary/client-feature-sign-in').then((feature) => feature.ForgotPasswordPage),
  },
  {
    path: 'new-password',
    title: 'New password',
    loadComponent: () =>
      import('@tributary/client-feature-sign-in').then((feature) => feature.NewPasswordPage),
  },
  { path: 'signed-in', canActivate: [signedInElsewhere], children: [] },
  {
    path: '',
    canActivate: [mustBeSignedIn],
    loadComponent: () => import('./layout/shell').then((layout) => layout.Shell),
    children: [
      { path: '', pathMatch: 'full', canActivate: [beginAtHome], children: [] },
      ...pageFor('read-figures', {
        path: 'dashboard',
        title: 'Dashboard',
        loadComponent: () =>
          import('@tributary/client-feature-dashboard').then((feature) => feature.DashboardPage),
      }),
      ...pageFor('read-sales', {
        path: 'sales',
        title: 'Sales',
        loadComponent: () => import('@tributary/client-feature-sales').then((feature) => feature.SalesPage),
      }),
      ...pageFor('read-sales', {
        path: 'changes',
        title: 'What moved',
        loadComponent: () =>
          import('@tributary/client-feature-changes').then((feature) => feature.ChangesPage),
      }),
      ...pageFor('read-connections', {
        path: 'connections',
        title: 'Connections',
        loadComponent: () =>
          import('@tributary/client-feature-connections').then((feature) => feature.ConnectionsPage),
      }),
      ...pageFor('manage-connections', {
        path: 'connections/:accountId/import',
        title: 'Import a file',
        loadComponent: () =>
          import('@tributary/client-feature-imports').then((feature) => feature.ImportPage),
      }),
      ...pageFor('read-connections', {
        path: 'connections/:accountId/kept-aside',
        title: 'Rows kept aside',
        loadComponent: () =>
          import('@tributary/client-feature-connections').then((feature) => feature.QuarantinePage),
      }),
      ...pageFor('manage-clients', {
        path: 'clients',
        title: 'Clients',
        loadComponent: () =>
          import('@tributary/client-feature-clients').then((feature) => feature.ClientsPage),
      }),
      ...pageFor('manage-members', {
        path: 'team',
        title: 'Team',
        loadComponent: () => import('@tributary/client-feature-team').then((feature) => feature.TeamPage),
      }),
      ...pageFor('read-audit', {
        path: 'audit',
        title: 'Audit',
        loadComponent: () => import('@tributary/client-feature-audit').then((feature) => feature.AuditPage),
      }),
      ...pageFor('read-connections', {
        path: 'settings',
        title: 'Settings',
        loadComponent: () =>
          import('@tributary/client-feature-settings').then((feature) => feature.SettingsPage),
      }),
      { path: 'platform', pathMatch: 'full', redirectTo: 'platform/agencies' },
      ...pageFor('manage-platform', {
        path: 'platform/agencies',
        title: 'Agencies',
        loadComponent: () =>
          import('@tributary/client-feature-platform').then((feature) => feature.AgenciesPage),
      }),
      ...pageFor('manage-platform', {
        path: 'platform/users',
        title: 'People',
        loadComponent: () =>
          import('@tributary/client-feature-platform').then((feature) => feature.UsersPage),
      }),
      ...pageFor('manage-platform', {
        path: 'platform/networks',
        title: 'Network health',
        loadComponent: () =>
          import('@tributary/client-feature-platform').then((feature) => feature.NetworkHealthPage),
      }),
      {
        path: 'profile',
        title: 'Profile',
        loadComponent: () =>
          import('@tributary/client-feature-profile').then((feature) => feature.ProfilePage),
      },
    ],
  },
  {
    path: '**',
    title: 'Page not found',
    loadComponent: () => import('./not-found-page').then((page) => page.NotFoundPage),
  },
];
