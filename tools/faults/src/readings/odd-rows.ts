import type { NetworkId } from '@tributary/network-simulator';
import { plainOrder } from '../histories/plain-order';
import { NETWORKS } from '../scenario';
import { storedRows } from '../stored';
import { moneyText, type Told } from '../truth';
import { type Becomes, MISSING, ODD_ROWS, type OddRow } from './odd-values';
import type { ReadingScenario } from './reading-scenario';
import { NOW, type Stage } from './stage';

const MINUTE = 60_000;
/** Far from the ends of what one request asks for, so that the rows of a list keep their numbers. */
const BEGIN = NOW - 3 * 86_400_000;

/** Where a network lists its sales. */
const SALES_PATH: Readonly<Partial<Record<NetworkId, string>>> = {
  buygoods: 'commissions',
  maxweb: 'commissions',
  hotmart: 'history',
};

interface StoredSale {
  readonly id: string;
  readonly text: string;
  readonly state: string;
  readonly amount: string | null;
  readonly commission: string | null;
  readonly saleDate: string;
}

function post(stage: Stage, { fields }: OddRow, row: number): void {
  const path = SALES_PATH[stage.network];
  for (const [field, value] of Object.entries(fields)) {
    stage.post({
      ...{ kind: 'malformed-row', row, field, times: null },
      ...(path !== undefined && { path }),
      ...(value === MISSING ? { isMissing: true } : { value }),
    });
  }
}

async function storedSales(stage: Stage): Promise<ReadonlyMap<string, StoredSale>> {
  const texts = new Map((await storedRows(stage.rows, stage.accountId)).map(({ id, text }) => [id, text]));
  const rows = await stage.rows<Omit<StoredSale, 'text'>>(`
    select external_order_id as id, state, amount::text, commission::text, to_json(sale_date)#>>'{}' as "saleDate"
    from sale where account_id = '${stage.accountId}'`);
  return new Map(rows.map((row) => [row.id, { ...row, text: texts.get(row.id) ?? '' }]));
}

/** What the stored sale has instead of what it must have. */
function wrongIn(sale: StoredSale | undefined, told: Told, becomes: Becomes): string | null {
  if (becomes === 'quarantined' || becomes === 'nothing') return sale ? 'is stored' : null;
  if (!sale) return 'is not stored';
  if (becomes !== 'as it is') return otherThan(sale, becomes);
  return sale.text === told.text ? null : `is ${sale.text} instead of ${told.text}`;
}

function otherThan(sale: StoredSale, becomes: Exclude<Becomes, string>): string | null {
  const values = {
    state: sale.state,
    amount: moneyText(sale.amount),
    commission: moneyText(sale.commission),
    saleDate: new Date(sale.saleDate).toISOString(),
  };
  const expected = {
    ...becomes,
    ...('amount' in becomes && { amount: moneyText(becomes.amount) }),
    ...('commission' in becomes && { commission: moneyText(becomes.commission) }),
  };
  const wrong = Object.entries(expected).filter(
    ([name, value]) => values[name as keyof typeof values] !== value,
  );
  return wrong.length === 0 ? null : `${sale.id} is ${JSON.stringify(values)}`;
}

/** Every row of the list is odd in its own way, but the last one. */
async function play(stage: Stage): Promise<readonly string[]> {
  const odd = ODD_ROWS[stage.network];
  const orders = [...odd, null].map((_, index) => plainOrder(BEGIN + index * MINUTE));
  stage.tell(orders);
  for (const [index, row] of odd.entries()) post(stage, row, index);
  const run = await stage.run('backfill');
  const stored = await storedSales(stage);
  const { told } = stage;
  const found = [...odd, null].flatMap((row, index) => {
    const sale = told[index];
    if (!sale) return ['the network tells too little'];
    const wrong = wrongIn(stored.get(sale.id), sale, row?.becomes ?? 'as it is');
    return wrong === null ? [] : [`${describe(row)}: ${wrong}`];
  });
  const setAside = odd.filter(({ becomes }) => becomes === 'quarantined').length;
  const counted =
    run.quarantined === setAside ? [] : [`${run.quarantined} rows in quarantine, not ${setAside}`];
  const missed = stage.clearFaults();
  return [...found, ...counted, ...missed, ...(await stage.read('cold'))];
}

function describe(row: OddRow | null): string {
  if (row === null) return 'the row without fault';
  return Object.entries(row.fields)
    .map(([field, value]) => `${field} ${value === MISSING ? 'left out' : JSON.stringify(value)}`)
    .join(', ');
}

export const ODD_ROW_SCENARIO: ReadingScenario = {
  id: 'odd-rows',
  title: 'odd amounts, dates, statuses, fields',
  networks: NETWORKS,
  play,
};
