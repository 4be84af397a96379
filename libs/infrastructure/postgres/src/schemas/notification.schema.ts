import { defineEntity, p } from '@mikro-orm/core';
import { sealedIndex } from '../sealed/sealed-column';
import { directoryPolicies, tenantPolicies } from './tenant-policies';

/** Marks a sale or reversal that only a notification told; a reading that tells the same order takes its place. */
export const BookingSchema = defineEntity({
  name: 'BookingRow',
  tableName: 'booking',
  properties: {
    agencyId: p.uuid().primary(),
    accountId: p.uuid().primary(),
    linkKey: p.text().primary(),
    kind: p.text().primary(),
    externalId: p.text().primary(),
  },
  ...tenantPolicies,
});

/** The address a network sends to for one account. */
export const NotificationEndpointSchema = defineEntity({
  name: 'NotificationEndpointRow',
  tableName: 'notification_endpoint',
  properties: {
    agencyId: p.uuid().primary(),
    accountId: p.uuid().primary(),
    // Global on purpose: a network knows the secret and no agency.
    secretHash: p.text().index('notification_endpoint_secret_hash_index'),
    secretsSealed: p.blob().nullable(),
    secretHints: p.json<Readonly<Record<string, string>>>(),
    addressSince: p.datetime(6).defaultRaw('clock_timestamp()'),
    lastReceivedAt: p.datetime(6).nullable(),
    refused: p.integer().default(0),
    lastRefusedAt: p.datetime(6).nullable(),
  },
  indexes: [sealedIndex('notification_endpoint', 'secrets_sealed')],
  ...directoryPolicies,
});

/** What a network sent by itself, once for each meaning; sealed until it is applied. */
export const ReceivedNotificationSchema = defineEntity({
  name: 'ReceivedNotificationRow',
  tableName: 'received_notification',
  properties: {
    agencyId: p.uuid().primary(),
    accountId: p.uuid().primary(),
    hash: p.text().primary(),
    outcome: p.text(),
    content: p.blob().nullable(),
    timesReceived: p.integer().default(1),
    receivedAt: p.datetime(6).defaultRaw('clock_timestamp()'),
    lastReceivedAt: p.datetime(6).defaultRaw('clock_timestamp()'),
    settledAt: p.datetime(6).nullable(),
  },
  // The scheduler asks for what waits at all agencies.
  indexes: [
    {
      name: 'received_notification_waiting_index',
      expression: `create index "received_notification_waiting_index" on "received_notification" ("agency_id", "account_id", "received_at") where "outcome" = 'waiting'`,
    },
    sealedIndex('received_notification', 'content'),
  ],
  ...directoryPolicies,
});
