export { CsvSalesFileReader } from './csv-sales-file-reader';
