import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Patch, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { CredentialCheckView, NetworkAccountView } from '@tributary/api-contract';
import {
  ConnectNetwork,
  ListNetworkAccounts,
  PauseNetworkAccount,
  ReplaceCredentials,
  TestNetworkKey,
} from '@tributary/application';
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

/** Testing, connecting, pausing and re-keying connections. No answer ever holds a credential. */
@ApiTags('network accounts')
@ApiBearerAuth()
@Requires('manage-connections')
@Controller('network-accounts')
export class NetworkAccountChangesController {
  constructor(
    private readonly useCases: ConnectionUseCases,
    private readonly pause: PauseNetworkAccount,
    private readonly accounts: ListNetworkAccounts,
  ) {}

  @Post('test')
  @HttpCode(200)
  async testKey(
    @SignedIn() { agency }: SignedInMember,
    @Body() body: CredentialCheckDto,
  ): Promise<CredentialCheckView> {
    return this.useCases.test.run(agency.id, body);
  }

  @Post()
  async connect(
    @SignedIn() signedIn: SignedInMember,
    @Body() body: ConnectNetworkDto,
  ): Promise<NetworkAccountView> {
    const account = await this.useCases.connect.run(signedIn.agency.id, body);
    return this.view(signedIn, account.id);
  }

  @Put(':id/credentials')
  async replaceCredentials(
    @SignedIn() signedIn: SignedInMember,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ReplaceCredentialsDto,
  ): Promise<NetworkAccountView> {
    await this.useCases.replace.run(signedIn.agency.id, id, body.credentials);
    return this.view(signedIn, id);
  }

  @Patch(':id')
  async change(
    @SignedIn() signedIn: SignedInMember,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeNetworkAccountDto,
  ): Promise<NetworkAccountView> {
    await this.pause.run(signedIn.agency.id, id, body.isPaused);
    return this.view(signedIn, id);
  }

  private async view({ agency }: SignedInMember, accountId: string): Promise<NetworkAccountView> {
    return networkAccountView(await this.accounts.one(agency.id, accountId), agency.timeZone);
  }
}
