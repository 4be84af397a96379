import { directoryFunction, directoryReads } from '../directory/directory-function';

/** Bytes 2 to 5 of a sealed value are the id of its key. */
const keyOf = (column: string) => `substring(${column} from 2 for 4)`;

/** For the schema of the table, where it says the same as the migration. */
export function sealedIndex(table: string, column: string) {
  const name = `${table}_${column}_key_index`;
  return {
    name,
    expression: `create index "${name}" on "${table}" (${keyOf(`"${column}"`)})`,
  };
}

/**
 * For migrations: what a column with sealed values needs beside its line in `SEALED_COLUMNS`. An index of the ids of its
 * keys, and a function of the directory that tells which there are: it jumps from one to the next, so that a million
 * values under one key cost as much as one. The schema of the table spreads `directoryPolicies`.
 */
export function sealedColumn(table: string, column: string): readonly string[] {
  const key = keyOf(`s."${column}"`);
  return [
    `${sealedIndex(table, column).expression};`,
    ...directoryReads(table, [column]),
    ...directoryFunction({
      name: `keys_of_${table}_${column}`,
      parameters: '',
      returns: 'table (key_id text)',
      mode: 'reads',
      body: `
        with recursive used as (
          (select ${key} as key from public."${table}" s order by ${key} limit 1)
          union all
          select later.key from used cross join lateral (
            select ${key} as key from public."${table}" s where ${key} > used.key order by ${key} limit 1
          ) later
        )
        select encode(used.key, 'hex') from used where used.key is not null`,
    }),
  ];
}
