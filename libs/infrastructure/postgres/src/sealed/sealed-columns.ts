import type { AccountSealContext, AgencySealContext, MemberSealContext } from '@tributary/ports';

/** A column of a tenant's table whose values the cipher sealed. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The primary key behind the agency, in its order, with the types of its columns. */
  readonly key: Readonly<Record<string, 'uuid' | 'text' | 'integer'>>;
  /** What its values are bound to beside the agency, by the columns that tell it. */
  readonly boundTo:
    | { readonly account: string; readonly purpose: AccountSealContext['purpose'] }
    | { readonly member: string; readonly purpose: MemberSealContext['purpose'] }
    | { readonly purpose: AgencySealContext['purpose'] };
}

/**
 * Every column with sealed values. The migration that adds one says `sealedColumn(table, column)` too, which gives it the
 * index that tells its keys.
 */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    table: 'network_account',
    column: 'credentials_sealed',
    key: { id: 'uuid' },
    boundTo: { account: 'id', purpose: 'credentials' },
  },
  {
    table: 'second_factor',
    column: 'sealed_secret',
    key: { member_id: 'uuid' },
    boundTo: { member: 'member_id', purpose: 'second-factor' },
  },
  {
    table: 'notification_endpoint',
    column: 'secrets_sealed',
    key: { account_id: 'uuid' },
    boundTo: { account: 'account_id', purpose: 'notification-secrets' },
  },
  {
    table: 'received_notification',
    column: 'content',
    key: { account_id: 'uuid', hash: 'text' },
    boundTo: { account: 'account_id', purpose: 'notification' },
  },
  {
    table: 'quarantined_row',
    column: 'content',
    key: { account_id: 'uuid', hash: 'text' },
    boundTo: { account: 'account_id', purpose: 'quarantined-row' },
  },
  {
    table: 'sales_import_piece',
    column: 'content',
    key: { import_id: 'uuid', number: 'integer' },
    boundTo: { account: 'account_id', purpose: 'import-file' },
  },
  {
    table: 'raw_page',
    column: 'content',
    key: { account_id: 'uuid', hash: 'text' },
    boundTo: { account: 'account_id', purpose: 'raw-page' },
  },
  {
    table: 'sale_customer',
    column: 'email_sealed',
    key: { account_id: 'uuid', external_order_id: 'text' },
    boundTo: { account: 'account_id', purpose: 'customer-email' },
  },
  {
    table: 'agency_secret',
    column: 'secret_sealed',
    key: { name: 'text' },
    boundTo: { purpose: 'person-key' },
  },
];
