export { ConnectionsPage } from './connections-page';
export { QuarantinePage } from './quarantine/quarantine-page';
