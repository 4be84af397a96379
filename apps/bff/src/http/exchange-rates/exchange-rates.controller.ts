import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ConversionView, ExchangeRatesView } from '@tributary/api-contract';
import { ReadExchangeRates } from '@tributary/application';
import { calendarDay, currency } from '@tributary/domain';
import { Answers } from '../api-document/answers';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { ConversionOfDayDto } from './exchange-rates.dto';

@ApiTags('exchange rates')
@Requires('read-figures')
@Controller('exchange-rates')
export class ExchangeRatesController {
  constructor(private readonly rates: ReadExchangeRates) {}

  @Get()
  @ApiOperation({
    operationId: 'listExchangeRates',
    summary: 'The newest reference rates into the reporting currency',
  })
  @Answers('ExchangeRatesView')
  list(@SignedIn() { agency }: SignedInMember): Promise<ExchangeRatesView> {
    return this.rates.newest(agency.reportingCurrency);
  }

  @Get(':currency/:day')
  @ApiOperation({
    operationId: 'readExchangeRate',
    summary: 'The rate that sales of a day are converted with into the reporting currency',
  })
  @Answers('ConversionView')
  read(
    @SignedIn() { agency }: SignedInMember,
    @Param() { currency: code, day }: ConversionOfDayDto,
  ): Promise<ConversionView> {
    return this.rates.on(currency(code), agency.reportingCurrency, calendarDay(day));
  }
}
