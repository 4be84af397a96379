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
  ImportFileRepository,
  ImportRepository,
  RetentionRepository,
  SaleRepository,
} from '@tributary/ports';
import { withList, withPorts } from './use-case-providers';

export const PRIVACY_USE_CASES: Provider[] = [
  withList(ReadCustomer, [CustomerRepository]),
  withList(ExportPerson, [CustomerRepository, SaleRepository]),
  withList(ErasePerson, [ErasureRepository]),
  withPorts(CleanErasedPersons, {
    erasures: ErasureRepository,
    imports: ImportRepository,
    files: ImportFileRepository,
  }),
  withList(ForgetOldPersonalData, [RetentionRepository, Clock]),
];
