import type { Provider } from '@nestjs/common';
import { CheckRollups, CountSaleRhythms, FoldFigures } from '@tributary/application';
import { AgencyRepository, AuditTrail, RollupMaintenance, SaleRhythmRepository } from '@tributary/ports';
import { withList } from './use-case-providers';

/** What keeps sums and counts beside the sales. */
export const MAINTENANCE_USE_CASES: readonly Provider[] = [
  withList(CheckRollups, [AgencyRepository, RollupMaintenance, AuditTrail]),
  withList(FoldFigures, [AgencyRepository, RollupMaintenance]),
  withList(CountSaleRhythms, [AgencyRepository, SaleRhythmRepository]),
];
