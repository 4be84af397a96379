import { defineEntity, p } from '@mikro-orm/core';
import type { Insight } from '@tributary/domain';
import { tenantPolicies } from './tenant-policies';

export const InsightSetSchema = defineEntity({
  name: 'InsightSetRow',
  tableName: 'insight_set',
  properties: {
    agencyId: p.uuid().primary(),
    id: p.uuid().primary(),
    factsHash: p.text(),
    insights: p.json<readonly Insight[]>(),
    createdAt: p.datetime(6).defaultRaw('clock_timestamp()'),
  },
  indexes: [{ name: 'insight_set_created_index', properties: ['agencyId', 'createdAt'] }],
  ...tenantPolicies,
});
