export { safeReturnUrl } from './return-url';
export { SignInPage } from './sign-in-page';
