import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AccountName, Me } from '@tributary/api-contract';
import { sees, type AccountScope } from '@tributary/domain';
import { NetworkAccountRepository } from '@tributary/ports';
import { Answers } from '../api-document/answers';
import { ForMembers, SignedIn, type SignedInMember, WithoutSecondFactor } from '../auth/signed-in';
import { meView } from './me.presenter';

@ApiTags('me')
@ForMembers()
@Controller('me')
export class MeController {
  constructor(private readonly accounts: NetworkAccountRepository) {}

  @Get()
  @WithoutSecondFactor()
  @ApiOperation({ operationId: 'readMe', summary: 'Who is signed in, and what they may do' })
  @Answers('Me')
  async read(@SignedIn() asker: SignedInMember): Promise<Me> {
    const accounts = await this.accountsOf(asker.agency.id, asker.scope);
    return { ...meView(asker), ...(accounts && { accounts }) };
  }

  /** null for the team, which may ask for the connections themselves. */
  private async accountsOf(agencyId: string, scope: AccountScope): Promise<AccountName[] | null> {
    if (scope === 'all') return null;
    const own = (await this.accounts.listOf(agencyId)).filter((account) => sees(scope, account.id));
    return own.map(({ id, network, label }) => ({ id, network, label }));
  }
}
