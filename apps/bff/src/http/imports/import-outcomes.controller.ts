import { Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ImportDetail } from '@tributary/api-contract';
import { CommitImport, UndoImport } from '@tributary/application';
import { Answers } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited } from '../audit/audited';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { ImportPathDto } from './imports.dto';
import { importDetailView } from './imports.presenter';

/** What makes a draft sales, and takes them back. */
@ApiTags('imports')
@Requires('manage-connections')
@Controller('network-accounts/:id/imports/:importId')
export class ImportOutcomesController {
  constructor(
    private readonly commitImport: CommitImport,
    private readonly undoImport: UndoImport,
  ) {}

  @Post('commit')
  @Audited('import.commit', 'import', 'importId')
  @ApiOperation({
    operationId: 'commitImport',
    summary: 'Imports every row of a draft that was checked without an error, or none',
  })
  @Answers('ImportDetail')
  @Refuses(404, 409)
  async commit(
    @SignedIn() { agency }: SignedInMember,
    @Param() { id, importId }: ImportPathDto,
  ): Promise<ImportDetail> {
    const found = await this.commitImport.run({ agencyId: agency.id, accountId: id, importId });
    return importDetailView({ found, choosing: null });
  }

  @Post('undo')
  @Audited('import.undo', 'import', 'importId')
  @ApiOperation({
    operationId: 'undoImport',
    summary: 'Takes an import back, but for rows that changed since, which it names',
  })
  @Answers('ImportDetail')
  @Refuses(404, 409)
  async undo(
    @SignedIn() { agency }: SignedInMember,
    @Param() { id, importId }: ImportPathDto,
  ): Promise<ImportDetail> {
    const found = await this.undoImport.run({ agencyId: agency.id, accountId: id, importId });
    return importDetailView({ found, choosing: null });
  }
}
