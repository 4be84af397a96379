import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ImportDetail, ImportView } from '@tributary/api-contract';
import {
  type DropImport,
  type ListImports,
  type MapImport,
  type ReadImport,
  type UploadImport,
  type UploadedFile,
} from '@tributary/application';
import { Answers, AnswersListOf, AnswersNothing } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited } from '../audit/audited';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { AccountId } from '../input/account-id';
import { ChooseImportMappingDto, ImportPathDto } from './imports.dto';
import { importDetailView, importView } from './imports.presenter';
import { FILE_NAME_HEADER, UploadedBody } from './uploaded-file';

/** The use cases of drafts, bundled because the controller hands each request to one of them. */
export class DraftUseCases {
  constructor(
    readonly drafts: {
      readonly upload: UploadImport;
      readonly list: ListImports;
      readonly read: ReadImport;
      readonly map: MapImport;
      readonly drop: DropImport;
    },
  ) {}
}

/** Files of sales, from their upload to the preview of what importing them would do. */
@ApiTags('imports')
@Requires('manage-connections')
@Controller('network-accounts/:id/imports')
export class ImportsController {
  constructor(private readonly useCases: DraftUseCases) {}

  @Get()
  @ApiOperation({ operationId: 'listImports', summary: 'The files given for an account, newest first' })
  @AnswersListOf('ImportView')
  @Refuses(404)
  async list(@SignedIn() { agency }: SignedInMember, @AccountId() id: string): Promise<ImportView[]> {
    return (await this.useCases.drafts.list.run(agency.id, id)).map(importView);
  }

  @Post()
  @Audited('import.upload', 'import', 'importId')
  @ApiOperation({
    operationId: 'uploadImport',
    summary: 'Takes a file of at most 50 MB as a draft, and guesses how it is read; imports nothing',
  })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' }, description: 'The file itself' })
  @ApiHeader({ name: FILE_NAME_HEADER, required: true, description: 'Name of the file, percent-encoded' })
  @Answers('ImportDetail', 201)
  @Refuses(404, 409, 413, 422)
  async upload(
    @SignedIn() { agency, member }: SignedInMember,
    @AccountId() id: string,
    @UploadedBody() file: Omit<UploadedFile, 'by'>,
  ): Promise<ImportDetail> {
    const upload = { ...file, by: member.name };
    return importDetailView(await this.useCases.drafts.upload.run(agency.id, id, upload));
  }

  @Get(':importId')
  @ApiOperation({ operationId: 'readImport', summary: 'One import; a draft with its first rows' })
  @Answers('ImportDetail')
  @Refuses(404)
  async read(
    @SignedIn() { agency }: SignedInMember,
    @Param() { id, importId }: ImportPathDto,
  ): Promise<ImportDetail> {
    const key = { agencyId: agency.id, accountId: id, importId };
    return importDetailView(await this.useCases.drafts.read.run(key));
  }

  @Put(':importId/mapping')
  @Audited('import.choose-mapping', 'import', 'importId')
  @ApiOperation({
    operationId: 'chooseImportMapping',
    summary: 'Keeps how a draft is read, and tells what importing it that way would do; imports nothing',
  })
  @Answers('ImportDetail')
  @Refuses(404, 409, 413, 422)
  async map(
    @SignedIn() { agency }: SignedInMember,
    @Param() { id, importId }: ImportPathDto,
    @Body() body: ChooseImportMappingDto,
  ): Promise<ImportDetail> {
    const key = { agencyId: agency.id, accountId: id, importId };
    return importDetailView(await this.useCases.drafts.map.run(key, body));
  }

  @Delete(':importId')
  @Audited('import.delete', 'import', 'importId')
  @ApiOperation({ operationId: 'deleteImport', summary: 'Deletes a draft with its content' })
  @AnswersNothing()
  @Refuses(404, 409)
  async drop(
    @SignedIn() { agency }: SignedInMember,
    @Param() { id, importId }: ImportPathDto,
  ): Promise<void> {
    await this.useCases.drafts.drop.run({ agencyId: agency.id, accountId: id, importId });
  }
}
