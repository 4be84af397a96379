import type { AgencyView } from '@tributary/api-contract';
import type { Agency } from '@tributary/domain';

export function agencyView({ id, name, reportingCurrency, timeZone, locale }: Agency): AgencyView {
  return { id, name, reportingCurrency, timeZone, locale };
}
