export { fullHour } from './full-hour';
