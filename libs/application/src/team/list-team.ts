import type { SecondFactorPolicy, TeamMember, TeamRepository } from '@tributary/ports';

export type ListedMember = TeamMember & { readonly hasTwoFactor: boolean };

/** The members of an agency by name. */
export class ListTeam {
  constructor(
    private readonly team: TeamRepository,
    private readonly secondFactors: SecondFactorPolicy,
  ) {}

  async run(agencyId: string): Promise<readonly ListedMember[]> {
    const [members, protectedIds] = await Promise.all([
      this.team.listOf(agencyId),
      this.secondFactors.listMembersWith(agencyId),
    ]);
    return members.map((member) => ({ ...member, hasTwoFactor: protectedIds.includes(member.id) }));
  }
}
