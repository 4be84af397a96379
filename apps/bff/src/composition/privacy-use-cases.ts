import type { Provider } from '@nestjs/common';
import {
  CleanErasedPersons,
  ErasePerson,
  ExportPerson,
  ForgetOldPersonalData,
  ReadCustomer,
} from '@tributary/application';
import {
  Clock,
  CustomerRepository,
  ErasureRepository,
  RetentionRepository,
  SaleRepository,
} from '@tributary/ports';
import { withList } from './use-case-providers';

export const PRIVACY_USE_CASES: Provider[] = [
  withList(ReadCustomer, [CustomerRepository]),
  withList(ExportPerson, [CustomerRepository, SaleRepository]),
  withList(ErasePerson, [ErasureRepository]),
  withList(CleanErasedPersons, [ErasureRepository]),
  withList(ForgetOldPersonalData, [RetentionRepository, Clock]),
];
