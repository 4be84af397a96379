export { type Answer, ApiClient } from './api-client';
export { AppProcess, ROOT, runCommand } from './app-process';
export {
  ACCOUNTS,
  allFresh,
  connectAll,
  Installation,
  type InstallationOptions,
  loginsOf,
  OPERATOR,
  OWNER,
  until,
  ZONE,
} from './installation';
