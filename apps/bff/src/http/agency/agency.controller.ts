import { Body, Controller, Patch } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AgencyView } from '@tributary/api-contract';
import { ChangeAgencySettings } from '@tributary/application';
import { Answers } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited } from '../audit/audited';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { ChangeAgencyDto } from './agency.dto';
import { agencyView } from './agency.presenter';

@ApiTags('agency')
@Requires('manage-agency')
@Controller('agency')
export class AgencyController {
  constructor(private readonly settings: ChangeAgencySettings) {}

  @Patch()
  @Audited('agency.change-settings', 'agency')
  @ApiOperation({
    operationId: 'changeAgency',
    summary: 'Changes the name, the reporting currency or the time zone of the agency',
  })
  @Answers('AgencyView')
  @Refuses(413)
  async change(@SignedIn() { agency }: SignedInMember, @Body() body: ChangeAgencyDto): Promise<AgencyView> {
    return agencyView(await this.settings.run(agency, body));
  }
}
