/** SQL: the instant of the ledger's entries in this transaction. Asked once a statement, not once a row. */
export const LEDGER_NOW = '(select ledger_instant())';
