import type { Fact } from '@tributary/domain';

/**
 * Replaces every name by an alias (S1, S2, …). A product or account name can then not be read as an instruction, and
 * what a model believes to know about a vendor stays out of the figures.
 */
export function aliasFacts(facts: readonly Fact[]): readonly Fact[] {
  const names = [...new Set(facts.flatMap((fact) => fact.subject ?? []))];
  return facts.map((fact) => ({
    ...fact,
    subject: fact.subject === null ? null : `S${names.indexOf(fact.subject) + 1}`,
  }));
}
