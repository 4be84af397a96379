import { type NormalizedRow, type RawRow, UnexpectedResponse } from '@tributary/ports';
import { normalizeConversion } from '../../kit/clickcrm/conversion-mapper';
import { normalizeDay } from '../../kit/clickcrm/day-mapper';
import { normalizePostback } from '../../kit/clickcrm/postback-mapper';
import { MAXWEB_COLUMNS } from './maxweb.schema';

export const NETWORK_NAME = 'MaxWeb';

/** A conversion, a day or a postback, by its `kind`. */
export function normalizeMaxWeb(raw: RawRow): NormalizedRow {
  switch (raw.kind) {
    case 'conversion':
      return normalizeConversion(raw, { networkName: NETWORK_NAME, columns: MAXWEB_COLUMNS });
    case 'day':
      return normalizeDay(raw, NETWORK_NAME);
    case 'postback':
      return normalizePostback(raw, NETWORK_NAME);
    default:
      throw new UnexpectedResponse(`${NETWORK_NAME} has no such kind of row.`, {
        field: 'kind',
        keysSeen: Object.keys(raw),
        retry: 'skip-row',
      });
  }
}
