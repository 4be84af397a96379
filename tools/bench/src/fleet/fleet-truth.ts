/** A page that is not full is the last one at this network. */
export const ROWS_OF_FIRST_PAGE = 100;
export const ROWS_OF_SECOND_PAGE = 99;
export const ROWS = ROWS_OF_FIRST_PAGE + ROWS_OF_SECOND_PAGE;

const DAY = 86_400_000;
/** Rows lie half an hour apart, the newest a day old: all within what the network shows. */
const STEP = 1_800_000;
const NEWEST = Math.floor(Date.now() / DAY) * DAY - DAY;

/** The key that reads an account, by its number. */
export function keyOf(account: number): string {
  return `f1ee7000${'0'.repeat(48)}${String(account).padStart(8, '0')}`;
}

const isRefunded = (row: number) => row % 17 === 0;
const centsOf = (account: number, row: number) => 500 + ((account * 31 + row * 7) % 4_000);

/** One row as the network writes it. */
export function rowOf(account: number, row: number): string {
  const cents = centsOf(account, row);
  const date = new Date(NEWEST - (ROWS - row) * STEP).toISOString().replace('.000Z', '+00:00');
  return `{"transaction_id":"AP-${account}-${row}","date":"${date}","product_name":"Product ${row % 9}","product_id":${100 + (row % 9)},"status":"${isRefunded(row) ? 'REFUNDED' : 'COMPLETED'}","price":"${(cents / 50).toFixed(2)}","affiliate_commission":"${(cents / 100).toFixed(2)}","customer_email":null,"affiliate_commission_status":"PENDING"}`;
}

/** What an account earned, in cents, and how much of it was taken back. */
export function truthOf(account: number): {
  readonly sales: number;
  readonly earned: number;
  readonly reversed: number;
} {
  let [earned, reversed] = [0, 0];
  for (let row = 0; row < ROWS; row += 1) {
    const cents = centsOf(account, row);
    earned += cents;
    if (isRefunded(row)) reversed += cents;
  }
  return { sales: ROWS, earned, reversed };
}
