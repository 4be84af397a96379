import { Migration20261121000000_initial } from './Migration20261121000000_initial';

/** Named one by one, so that they survive bundling. */
export const MIGRATIONS = [
  { name: 'Migration20261121000000_initial', class: Migration20261121000000_initial },
];
