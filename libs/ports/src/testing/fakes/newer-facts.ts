import type { SalePage } from '../../sale-repository';
import type { AccountRows } from './in-memory-storage';

/** What of an older page nothing newer was told of. A row that tells all reversals of its sales is one fact. */
export function withoutNewer(
  before: AccountRows,
  page: SalePage,
  isOfPage: (runId: string) => boolean,
): SalePage {
  const { toldAt, pagesKnownUntil } = page;
  if (!toldAt) return page;
  const isNewer = (key: string) => {
    const at = before.toldAt.get(key)?.getTime() ?? 0;
    const isKnown = !key.startsWith('dailyTotals') && isOfPage(before.toldBy.get(key) ?? '');
    const givesWay = pagesKnownUntil !== undefined && isKnown && at < pagesKnownUntil.getTime();
    return at > toldAt.getTime() && !givesWay;
  };
  const isNewerSale = (id: string) => before.sales.has(id) && isNewer(`sales ${id}`);
  const newerLinks = new Set(page.completeLinkKeys.filter((key) => isNewerLink(before, page, key, isNewer)));
  return {
    ...page,
    sales: page.sales.filter((sale) => !isNewerSale(sale.externalOrderId) && !newerLinks.has(sale.linkKey)),
    reversals: page.reversals.filter(
      (one) => !isNewer(`reversals ${one.externalReversalId}`) && !newerLinks.has(one.linkKey),
    ),
    completeLinkKeys: page.completeLinkKeys.filter((key) => !newerLinks.has(key)),
    neverPaid: page.neverPaid.filter((id) => !isNewerSale(id)),
    dailyTotals: page.dailyTotals.filter(({ day, currency }) => !isNewer(`dailyTotals ${day} ${currency}`)),
  };
}

function isNewerLink(
  before: AccountRows,
  page: SalePage,
  linkKey: string,
  isNewer: (key: string) => boolean,
): boolean {
  const stored = [...before.reversals.values()].filter((one) => one.linkKey === linkKey);
  const sales = page.sales.filter((sale) => sale.linkKey === linkKey);
  return (
    stored.some((one) => isNewer(`reversals ${one.externalReversalId}`)) ||
    sales.some((sale) => isNewer(`sales ${sale.externalOrderId}`))
  );
}
