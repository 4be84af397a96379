import type { SalesRequest } from '@tributary/application';
import { addDays, calendarDay, networkId, startOfDay, type Agency } from '@tributary/domain';
import { instantOf } from '../input/instant';
import type { SalesFilterDto } from './sales.dto';

/** What the list and the file of it are filtered by; days are days of the agency's zone. */
export function salesRequestOf(query: SalesFilterDto, { timeZone }: Agency): SalesRequest {
  const search = query.search?.trim();
  return {
    from: query.from === undefined ? null : startOfDay(calendarDay(query.from), timeZone),
    until: query.to === undefined ? null : startOfDay(addDays(calendarDay(query.to), 1), timeZone),
    networks: query.network.map(networkId),
    accountIds: query.account,
    clientIds: query.client,
    statuses: query.status,
    search: search === '' || search === undefined ? null : search,
    asOf: instantOf(query.asOf),
  };
}
