import type { Mutation } from '../mutation';

/** Defences of: what is kept of customers, and what is written down. */
export const RECORDS: readonly Mutation[] = [
  {
    id: 'audit-is-only-added-to',
    defence: 'Nobody changes or removes what stands in the audit trail',
    file: 'libs/infrastructure/postgres/src/migrations/Migration20261128070000_audit_entry.ts',
    remove: "  raise exception 'The audit trail is only added to' using errcode = 'restrict_violation';\n",
    leave: '  return coalesce(new, old);\n',
    noticedBy: {
      project: 'postgres',
      spec: 'libs/infrastructure/postgres/src/audit/audit.int.spec.ts',
      test: 'not even by a superuser',
    },
  },
  {
    id: 'audit-before-the-answer',
    defence: 'What has no entry in the audit trail is not answered as done',
    file: 'apps/bff/src/http/audit/audit-recorder.ts',
    remove: '      throw error;\n',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/audit/audit.spec.ts',
      test: 'makes the answer an error, and the log names what has no entry',
    },
  },
  {
    id: 'audit-of-attempts',
    defence: 'What a role may not do leaves a line in the audit trail',
    file: 'apps/bff/src/http/auth/permission.guard.ts',
    remove: '    await this.recordAttempt(context, request);\n',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/audit/audit.spec.ts',
      test: 'is a line for what a role may not do, with what it was tried on',
    },
  },
  {
    id: 'formulas-in-files',
    defence: 'Files for spreadsheets run nothing',
    file: 'libs/domain/src/import/formula-cell.ts',
    remove: "  const shown = isFormula(text) || ESCAPED.test(text) ? `'${text}` : text;",
    leave: '  const shown = text;',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/sales/sales-export.controller.spec.ts',
      test: 'runs nothing in a spreadsheet, whatever a product, an order or an account is called',
    },
  },
  {
    id: 'secrets-in-logs',
    defence: 'No log holds the field of a secret',
    file: 'apps/bff/src/logging/redaction.ts',
    remove:
      'SECRET_NAME.test(name) && part !== null && part !== undefined ? HIDDEN : redacted(part, depth + 1)',
    leave: 'redacted(part, depth + 1)',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/logging/redaction.spec.ts',
      test: 'hides the field',
    },
  },
  {
    id: 'masked-customer',
    defence: 'The team sees no whole e-mail of a customer',
    file: 'libs/application/src/privacy/read-customer.ts',
    remove: "email === null || detail === 'whole' ? email : maskedEmail(email)",
    leave: 'email',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/personal-data/personal-data.spec.ts',
      test: 'are masked for the team',
    },
  },
  {
    id: 'erased-stays-erased',
    defence: 'An erased person does not come back with the next reading',
    file: 'libs/infrastructure/postgres/src/customer/store-customers.ts',
    remove:
      '  where not exists (select 1 from erased_person e where e.agency_id = $1 and e.person = i.person)\n    and not exists (',
    leave: '  where not exists (',
    noticedBy: {
      project: 'postgres',
      spec: 'libs/infrastructure/postgres/src/storage.contract.int.spec.ts',
      contract: 'libs/ports/src/testing/contracts/customer-repository-contract.ts',
      test: 'are erased everywhere in the agency, and never kept again',
    },
  },
  {
    id: 'erased-in-answers',
    defence: 'No answer of a network that is kept tells of an erased person',
    file: 'libs/application/src/privacy/sales-without-erased.ts',
    remove: "        bytes: new TextEncoder().encode(withoutErased(kept[place] ?? '', isErased)),\n",
    noticedBy: {
      project: 'application',
      spec: 'libs/application/src/privacy/sales-without-erased.spec.ts',
      test: 'is taken out of what is kept, and of whatever is told of them later',
    },
  },
  {
    id: 'drafts-of-erased',
    defence: 'No draft of an import keeps an erased person',
    file: 'libs/application/src/privacy/clean-erased-persons.ts',
    remove: '      await imports.remove(key);\n',
    noticedBy: {
      project: 'application',
      spec: 'libs/application/src/privacy/clean-erased-persons.spec.ts',
      test: 'that name an erased person are dropped, and no others',
    },
  },
  {
    id: 'names-for-a-model',
    defence: 'A language model sees no name',
    file: 'libs/application/src/insights/alias-facts.ts',
    remove: 'subject: fact.subject === null ? null : `S${names.indexOf(fact.subject) + 1}`',
    leave: 'subject: fact.subject ?? names[-1] ?? null',
    noticedBy: {
      project: 'application',
      spec: 'libs/application/src/insights/write-insights.spec.ts',
      test: 'shows the model no name',
    },
  },
];
