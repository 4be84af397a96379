import { defineEntity, p } from '@mikro-orm/core';

/** Of the whole installation, without an agency: see `PostgresAttemptLimiter`. Unlogged: a crash costs the counts only. */
export const AttemptLimitSchema = defineEntity({
  name: 'AttemptLimitRow',
  tableName: 'attempt_limit',
  properties: {
    subject: p.text().primary(),
    paidOffAt: p.datetime(6),
  },
});

/** Of the whole installation as well: where somebody signed in before, as a hash. */
export const RememberedSubjectSchema = defineEntity({
  name: 'RememberedSubjectRow',
  tableName: 'remembered_subject',
  properties: {
    subject: p.text().primary(),
    until: p.datetime(6),
  },
});
