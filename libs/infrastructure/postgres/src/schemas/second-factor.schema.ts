import { defineEntity, p } from '@mikro-orm/core';
import { sealedIndex } from '../sealed/sealed-column';
import { directoryPolicies, tenantPolicies } from './tenant-policies';

export const SecondFactorSchema = defineEntity({
  name: 'SecondFactorRow',
  tableName: 'second_factor',
  properties: {
    agencyId: p.uuid().primary(),
    memberId: p.uuid().primary(),
    sealedSecret: p.blob(),
    // Of RFC 6238: no code of it, or of one before, is taken again.
    lastUsedStep: p.bigint('number').nullable(),
    confirmedAt: p.datetime(6).nullable(),
    createdAt: p.datetime(6).defaultRaw('now()'),
  },
  indexes: [sealedIndex('second_factor', 'sealed_secret')],
  ...directoryPolicies,
});

/** Those that are left; a used one is gone. */
export const RecoveryCodeSchema = defineEntity({
  name: 'RecoveryCodeRow',
  tableName: 'recovery_code',
  properties: {
    agencyId: p.uuid().primary(),
    memberId: p.uuid().primary(),
    codeHash: p.text().primary(),
  },
  ...tenantPolicies,
});
