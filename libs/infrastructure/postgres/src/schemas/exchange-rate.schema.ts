import { defineEntity, p } from '@mikro-orm/core';

/** Not a tenant's table: reference rates are the same for every agency. */
export const ExchangeRateSchema = defineEntity({
  name: 'ExchangeRateRow',
  tableName: 'exchange_rate',
  properties: {
    currency: p.text().primary(),
    day: p.date().primary(),
    perEuro: p.decimal().columnType('numeric'),
    source: p.text(),
    savedAt: p.datetime(6).defaultRaw('now()'),
  },
  indexes: [{ name: 'exchange_rate_day_index', properties: ['day'] }],
});

/** What a corrected rate was before, so that figures of a past moment convert as they did then. */
export const SupersededExchangeRateSchema = defineEntity({
  name: 'SupersededExchangeRateRow',
  tableName: 'superseded_exchange_rate',
  properties: {
    currency: p.text().primary(),
    day: p.date().primary(),
    savedAt: p.datetime(6).primary(),
    supersededAt: p.datetime(6),
    perEuro: p.decimal().columnType('numeric'),
    source: p.text(),
  },
});
