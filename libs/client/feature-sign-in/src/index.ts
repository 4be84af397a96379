export { ForgotPasswordPage } from './links/forgot-password-page';
export { InvitationPage } from './links/invitation-page';
export { NewPasswordPage } from './links/new-password-page';
export { safeReturnUrl } from './return-url';
export { SignInPage } from './sign-in-page';
