import { defineEntity, p } from '@mikro-orm/core';

/** The tenant. Every other tenant table's keys start with its id. */
export const AgencySchema = defineEntity({
  name: 'AgencyRow',
  tableName: 'agency',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    reportingCurrency: p.text(),
    timeZone: p.text(),
    locale: p.text(),
    createdAt: p.datetime(6).defaultRaw('now()'),
  },
});
