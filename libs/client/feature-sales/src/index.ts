export { SalesPage } from './sales-page';
