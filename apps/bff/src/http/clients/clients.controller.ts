import { Body, Controller, Delete, Get, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ClientView } from '@tributary/api-contract';
import { CreateClient, Refusal, RemoveClient, RenameClient } from '@tributary/application';
import { ClientRepository } from '@tributary/ports';
import { Answers, AnswersListOf, AnswersNothing } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited } from '../audit/audited';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { PathId } from '../input/path-id';
import { ClientDto } from './clients.dto';

const ClientId = () => PathId('id', 'Id of a client of the agency');

/** The use cases that change clients, bundled because the controller hands each request to one of them. */
export class ClientChanges {
  constructor(
    readonly create: CreateClient,
    readonly rename: RenameClient,
    readonly remove: RemoveClient,
  ) {}
}

/** The customers and brands of an agency, whose accounts are grouped by them and whose logins see only those. */
@ApiTags('clients')
@Requires('manage-clients')
@Controller('clients')
export class ClientsController {
  constructor(
    private readonly clients: ClientRepository,
    private readonly changes: ClientChanges,
  ) {}

  @Get()
  @Requires('read-connections')
  @ApiOperation({ operationId: 'listClients', summary: 'The clients of the agency, by name' })
  @AnswersListOf('ClientView')
  async list(@SignedIn() { agency }: SignedInMember): Promise<ClientView[]> {
    return [...(await this.clients.listOf(agency.id))];
  }

  @Post()
  @Audited('client.create', 'client')
  @ApiOperation({ operationId: 'createClient', summary: 'Adds a client, without accounts and logins yet' })
  @Answers('ClientView', 201)
  @Refuses(413)
  async create(@SignedIn() { agency }: SignedInMember, @Body() { name }: ClientDto): Promise<ClientView> {
    const { id } = await this.changes.create.run(agency.id, name);
    return this.view(agency.id, id);
  }

  @Patch(':id')
  @Audited('client.rename', 'client')
  @ApiOperation({ operationId: 'renameClient', summary: 'Gives a client another name' })
  @Answers('ClientView')
  @Refuses(404, 413)
  async rename(
    @SignedIn() { agency }: SignedInMember,
    @ClientId() id: string,
    @Body() { name }: ClientDto,
  ): Promise<ClientView> {
    await this.changes.rename.run(agency.id, id, name);
    return this.view(agency.id, id);
  }

  @Delete(':id')
  @Audited('client.remove', 'client')
  @ApiOperation({
    operationId: 'removeClient',
    summary: 'Removes a client: its accounts stay with the agency, its logins see nothing of them any more',
  })
  @AnswersNothing()
  @Refuses(404)
  async remove(@SignedIn() { agency }: SignedInMember, @ClientId() id: string): Promise<void> {
    await this.changes.remove.run(agency.id, id);
  }

  private async view(agencyId: string, clientId: string): Promise<ClientView> {
    const client = (await this.clients.listOf(agencyId)).find(({ id }) => id === clientId);
    if (!client) throw new Refusal('not-found', 'There is no such client.');
    return client;
  }
}
