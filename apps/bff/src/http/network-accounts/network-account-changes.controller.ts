import { Body, Controller, Patch, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CredentialCheckView, NetworkAccountView } from '@tributary/api-contract';
import {
  ChangeNetworkAccount,
  ConnectNetwork,
  ListNetworkAccounts,
  ReplaceCredentials,
  TestNetworkKey,
} from '@tributary/application';
import { Answers } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { AccountId } from '../input/account-id';
import { Audited, AuditedInput } from '../audit/audited';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import {
  ChangeNetworkAccountDto,
  ConnectNetworkDto,
  CredentialCheckDto,
  ReplaceCredentialsDto,
} from './network-accounts.dto';
import { networkAccountView } from './network-accounts.presenter';

/** The use cases that change connections, bundled because the controller hands each request to one of them. */
export class ConnectionUseCases {
  constructor(
    readonly test: TestNetworkKey,
    readonly connect: ConnectNetwork,
    readonly replace: ReplaceCredentials,
  ) {}
}

/** Testing, connecting, pausing, assigning and re-keying connections. No answer ever holds a credential. */
@ApiTags('network accounts')
@Requires('manage-connections')
@Controller('network-accounts')
export class NetworkAccountChangesController {
  constructor(
    private readonly useCases: ConnectionUseCases,
    private readonly changes: ChangeNetworkAccount,
    private readonly accounts: ListNetworkAccounts,
  ) {}

  @Post('test')
  @Audited('network-account.test-key', 'network-account')
  @AuditedInput('network')
  @ApiOperation({
    operationId: 'testNetworkKey',
    summary: 'Asks the network whether a key works; stores nothing',
  })
  @Answers('CredentialCheckView')
  @Refuses(413, 422, 503)
  async testKey(
    @SignedIn() { agency }: SignedInMember,
    @Body() body: CredentialCheckDto,
  ): Promise<CredentialCheckView> {
    return this.useCases.test.run(agency.id, body);
  }

  @Post()
  @Audited('network-account.connect', 'network-account')
  @ApiOperation({
    operationId: 'connectNetwork',
    summary: 'Tests a key again, seals it, and starts the first sync',
  })
  @Answers('NetworkAccountView', 201)
  @Refuses(404, 409, 413, 422, 503)
  async connect(
    @SignedIn() signedIn: SignedInMember,
    @Body() body: ConnectNetworkDto,
  ): Promise<NetworkAccountView> {
    const account = await this.useCases.connect.run(signedIn.agency.id, body);
    return this.view(signedIn, account.id);
  }

  @Put(':id/credentials')
  @Audited('network-account.replace-credentials', 'network-account')
  @ApiOperation({
    operationId: 'replaceCredentials',
    summary: 'Tests a new key and puts it in place of the old one',
  })
  @Answers('NetworkAccountView')
  @Refuses(404, 409, 413, 422, 503)
  async replaceCredentials(
    @SignedIn() signedIn: SignedInMember,
    @AccountId() id: string,
    @Body() body: ReplaceCredentialsDto,
  ): Promise<NetworkAccountView> {
    await this.useCases.replace.run(signedIn.agency.id, id, body.credentials);
    return this.view(signedIn, id);
  }

  @Patch(':id')
  @Audited('network-account.change', 'network-account')
  @ApiOperation({
    operationId: 'changeNetworkAccount',
    summary: 'Pauses an account or takes it up again, and says whose it is',
  })
  @Answers('NetworkAccountView')
  @Refuses(404, 413)
  async change(
    @SignedIn() signedIn: SignedInMember,
    @AccountId() id: string,
    @Body() body: ChangeNetworkAccountDto,
  ): Promise<NetworkAccountView> {
    await this.changes.run(signedIn.agency.id, id, body);
    return this.view(signedIn, id);
  }

  private async view({ agency }: SignedInMember, accountId: string): Promise<NetworkAccountView> {
    return networkAccountView(await this.accounts.one(agency.id, accountId), agency.timeZone);
  }
}
