import { defineEntity, p } from '@mikro-orm/core';
import { sealedIndex } from '../sealed/sealed-column';
import { directoryPolicies } from './tenant-policies';

/** Who bought, where the network tells it: apart from the sale, so that figures never touch it. */
export const SaleCustomerSchema = defineEntity({
  name: 'SaleCustomerRow',
  tableName: 'sale_customer',
  properties: {
    agencyId: p.uuid().primary(),
    accountId: p.uuid().primary(),
    externalOrderId: p.text().primary(),
    /** A keyed hash of the e-mail: see `PersonNames`. */
    person: p.text(),
    emailSealed: p.blob(),
  },
  indexes: [
    { name: 'sale_customer_person_index', properties: ['agencyId', 'person'] },
    sealedIndex('sale_customer', 'email_sealed'),
  ],
  ...directoryPolicies,
});

/** Nothing of them is kept again, however often their networks tell it. */
export const ErasedPersonSchema = defineEntity({
  name: 'ErasedPersonRow',
  tableName: 'erased_person',
  properties: {
    agencyId: p.uuid().primary(),
    person: p.text().primary(),
    erasedAt: p.datetime(6).defaultRaw('now()'),
    /** When nothing of them was left in what is kept of networks' answers. */
    cleanedAt: p.datetime(6).nullable(),
  },
  ...directoryPolicies,
});

/** What an agency keeps for itself: the key of its hashes of persons. */
export const AgencySecretSchema = defineEntity({
  name: 'AgencySecretRow',
  tableName: 'agency_secret',
  properties: {
    agencyId: p.uuid().primary(),
    name: p.text().primary(),
    secretSealed: p.blob(),
  },
  indexes: [sealedIndex('agency_secret', 'secret_sealed')],
  ...directoryPolicies,
});
