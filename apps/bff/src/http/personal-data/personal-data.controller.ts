import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PersonErased, PersonExport, RetentionView } from '@tributary/api-contract';
import { ErasePerson, ExportPerson } from '@tributary/application';
import { RetentionRepository } from '@tributary/ports';
import { Answers } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited, AuditedInput } from '../audit/audited';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { saleRow } from '../sales/sales.presenter';
import { PersonDto, RetentionDto } from './personal-data.dto';

/** What the agency holds about customers as persons. The trail says who asked, and not about whom. */
@ApiTags('personal-data')
@Requires('manage-personal-data')
@Controller('personal-data')
export class PersonalDataController {
  constructor(
    private readonly retention: RetentionRepository,
    private readonly exporting: ExportPerson,
    private readonly erasing: ErasePerson,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'readRetention', summary: 'For how long personal data of customers is kept' })
  @Answers('RetentionView')
  async read(@SignedIn() { agency }: SignedInMember): Promise<RetentionView> {
    return { keepMonths: await this.retention.months(agency.id) };
  }

  @Put()
  @Audited('personal-data.keep', 'agency')
  @AuditedInput('keepMonths')
  @ApiOperation({ operationId: 'changeRetention', summary: 'Changes for how long it is kept' })
  @Answers('RetentionView')
  @Refuses(413)
  async change(
    @SignedIn() { agency }: SignedInMember,
    @Body() { keepMonths }: RetentionDto,
  ): Promise<RetentionView> {
    await this.retention.setMonths(agency.id, keepMonths);
    return { keepMonths };
  }

  @Post('export')
  @Audited('person.export', 'agency')
  @ApiOperation({ operationId: 'exportPerson', summary: 'Everything that is held about a person' })
  @Answers('PersonExport')
  @Refuses(413)
  async export(@SignedIn() { agency }: SignedInMember, @Body() { email }: PersonDto): Promise<PersonExport> {
    const sales = await this.exporting.run(agency.id, email);
    return { email: email.trim(), sales: sales.map(saleRow) };
  }

  @Post('erase')
  @Audited('person.erase', 'agency')
  @ApiOperation({
    operationId: 'erasePerson',
    summary: 'Removes a person for good; what networks answered is cleaned within minutes',
  })
  @Answers('PersonErased')
  @Refuses(413)
  async erase(@SignedIn() { agency }: SignedInMember, @Body() { email }: PersonDto): Promise<PersonErased> {
    return { sales: await this.erasing.run(agency.id, email) };
  }
}
