import type { Routes } from '@angular/router';
import { beginAtHome, mustBeSignedIn, mustBeSignedOut, signedInElsewhere } from './session/session-guards';

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
      {
        path: 'dashboard',
        title: 'Dashboard',
        loadComponent: () =>
          import('@tributary/client-feature-dashboard').then((feature) => feature.DashboardPage),
      },
      {
        path: 'sales',
        title: 'Sales',
        loadComponent: () => import('@tributary/client-feature-sales').then((feature) => feature.SalesPage),
      },
      {
        path: 'changes',
        title: 'What moved',
        loadComponent: () =>
          import('@tributary/client-feature-changes').then((feature) => feature.ChangesPage),
      },
      {
        path: 'connections',
        title: 'Connections',
        loadComponent: () =>
          import('@tributary/client-feature-connections').then((feature) => feature.ConnectionsPage),
      },
      {
        path: 'connections/:accountId/import',
        title: 'Import a file',
        loadComponent: () =>
          import('@tributary/client-feature-imports').then((feature) => feature.ImportPage),
      },
      {
        path: 'connections/:accountId/kept-aside',
        title: 'Rows kept aside',
        loadComponent: () =>
          import('@tributary/client-feature-connections').then((feature) => feature.QuarantinePage),
      },
      {
        path: 'audit',
        title: 'Audit',
        loadComponent: () => import('@tributary/client-feature-audit').then((feature) => feature.AuditPage),
      },
      {
        path: 'settings',
        title: 'Settings',
        loadComponent: () =>
          import('@tributary/client-feature-settings').then((feature) => feature.SettingsPage),
      },
      { path: 'platform', pathMatch: 'full', redirectTo: 'platform/agencies' },
      {
        path: 'platform/agencies',
        title: 'Agencies',
        loadComponent: () =>
          import('@tributary/client-feature-platform').then((feature) => feature.AgenciesPage),
      },
      {
        path: 'platform/users',
        title: 'People',
        loadComponent: () =>
          import('@tributary/client-feature-platform').then((feature) => feature.UsersPage),
      },
      {
        path: 'platform/networks',
        title: 'Network health',
        loadComponent: () =>
          import('@tributary/client-feature-platform').then((feature) => feature.NetworkHealthPage),
      },
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
