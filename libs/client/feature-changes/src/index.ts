export { ChangesPage } from './page/changes-page';
