import {
  type ErasureRepository,
  type SaleCursor,
  type SaleFilter,
  type SalePage,
  SaleRepository,
  type SaleView,
  type StoredCounts,
  type UnreadPages,
} from '@tributary/ports';
import { cleanedValue, emailsIn, withoutErased } from './without-erased';

/** Stores what networks tell without erased persons, whoever stores it: an hourly reading, a notification, a second reading. */
export class SalesWithoutErased extends SaleRepository {
  constructor(
    private readonly sales: SaleRepository,
    private readonly erasures: ErasureRepository,
  ) {
    super();
  }

  async storePage(page: SalePage): Promise<StoredCounts> {
    if (!mayName(page)) return this.sales.storePage(page);
    const kept = page.rawPages.map(({ bytes }) => new TextDecoder().decode(bytes));
    const emails = () => [
      ...kept.flatMap(emailsIn),
      ...page.quarantined.flatMap(({ raw }) => emailsIn(JSON.stringify(raw))),
      ...page.sales.flatMap(({ customerEmail }) => customerEmail ?? []),
    ];
    const erased = await this.erasures.erasedAmong(page.account.agencyId, emails);
    if (erased.size === 0) return this.sales.storePage(page);
    const isErased = (email: string) => erased.has(email);
    return this.sales.storePage({
      ...page,
      rawPages: page.rawPages.map((one, place) => ({
        ...one,
        bytes: new TextEncoder().encode(withoutErased(kept[place] ?? '', isErased)),
      })),
      quarantined: page.quarantined.map((row) => ({ ...row, raw: cleanedValue(row.raw, isErased) })),
      sales: page.sales.map((sale) =>
        isErased(sale.customerEmail ?? '') ? { ...sale, customerEmail: null } : sale,
      ),
    });
  }

  /** Adds nothing to what is stored: a page is known as it was kept, and one that names an erased person is not kept so. */
  repeatPages(pages: UnreadPages): Promise<StoredCounts | null> {
    return this.sales.repeatPages(pages);
  }

  listSales(
    agencyId: string,
    filter: SaleFilter,
    page: { readonly limit: number; readonly after: SaleCursor | null },
  ): Promise<readonly SaleView[]> {
    return this.sales.listSales(agencyId, filter, page);
  }

  countSales(agencyId: string, filter: SaleFilter, most: number): Promise<number> {
    return this.sales.countSales(agencyId, filter, most);
  }
}

const AT = 0x40;
const ENCODED_AT = [0x25, 0x34, 0x30];

/** Most pages of some networks tell of nobody: they are not even made a text. */
function mayName({ rawPages, sales, quarantined }: SalePage): boolean {
  return (
    sales.some(({ customerEmail }) => customerEmail !== null) ||
    rawPages.some(({ bytes }) => holdsAt(bytes)) ||
    quarantined.some(({ raw }) => /@|%40/.test(JSON.stringify(raw)))
  );
}

function holdsAt(bytes: Uint8Array): boolean {
  if (bytes.includes(AT)) return true;
  const [first = 0, ...rest] = ENCODED_AT;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (rest.every((byte, index) => bytes[at + 1 + index] === byte)) return true;
  }
  return false;
}
