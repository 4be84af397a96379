import type { SealedColumn } from './sealed-columns';
import { Statement } from '../statement';

export interface SealedRow {
  /** The values of the key as a JSON array. */
  readonly key: string;
  /** The account or member; null for what is of the agency as a whole. */
  readonly owner: string | null;
  /** Null for what is of no account. */
  readonly network: string | null;
  readonly sealed: Buffer;
}

export interface SealedStatements {
  readonly column: SealedColumn;
  /** Of an agency ($1): those that another key than $2 sealed, behind the key $3, at most $4. */
  readonly list: Statement<SealedRow>;
  /** Of an agency ($1): the rows of the keys $2 whose value still is that of $3 get that of $4. */
  readonly replace: Statement<object>;
}

export function statementsFor(column: SealedColumn): SealedStatements {
  return { column, list: new Statement(listSql(column)), replace: new Statement(replaceSql(column)) };
}

/** In the order of the primary key, so that a batch begins where the last one ended. */
function listSql({ table, column, key, boundTo }: SealedColumn): string {
  const names = Object.keys(key).map((name) => `t.${name}`);
  const { owner, network, join } = ownerOf(boundTo);
  return `
    select jsonb_build_array(${names.join(', ')})::text as key, ${owner} as owner, ${network} as network,
      t.${column} as sealed
    from ${table} t ${join}
    where t.agency_id = $1 and substring(t.${column} from 2 for 4) <> decode($2, 'hex')
      and ($3::jsonb is null or (${names.join(', ')}) > (${partsOf('$3::jsonb', key).join(', ')}))
    order by ${names.join(', ')}
    limit $4`;
}

function ownerOf(boundTo: SealedColumn['boundTo']) {
  if ('account' in boundTo) {
    const join = `join network_account a on a.agency_id = $1 and a.id = t.${boundTo.account}`;
    return { owner: `t.${boundTo.account}`, network: 'a.network', join };
  }
  return { owner: 'member' in boundTo ? `t.${boundTo.member}` : 'null', network: 'null', join: '' };
}

/** Rows that somebody else holds are passed over: who waits for nobody stands in nobody's way. */
function replaceSql({ table, column, key }: SealedColumn): string {
  const names = Object.keys(key);
  const parts = partsOf('i.key', key).map((part, index) => `${part} as ${names[index] ?? ''}`);
  const isSame = (one: string, other: string) =>
    names.map((name) => `${one}.${name} = ${other}.${name}`).join(' and ');
  return `
    with wanted as (
      select i.was, i.becomes, ${parts.join(', ')}
      from unnest($2::jsonb[], $3::bytea[], $4::bytea[]) as i(key, was, becomes)
    ), held as (
      select w.becomes, ${names.map((name) => `t.${name}`).join(', ')}
      from ${table} t join wanted w on ${isSame('t', 'w')} and t.${column} = w.was
      where t.agency_id = $1
      for no key update of t skip locked
    )
    update ${table} t set ${column} = h.becomes from held h
    where t.agency_id = $1 and ${isSame('t', 'h')}
    returning 1`;
}

/** The parts of a key out of its JSON array. */
function partsOf(json: string, key: SealedColumn['key']): string[] {
  return Object.values(key).map((type, index) => `(${json} ->> ${index})::${type}`);
}
