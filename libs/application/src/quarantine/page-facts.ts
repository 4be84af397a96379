import type { KeptPage, PageFacts, SalePage, Teller } from '@tributary/ports';
import type { ToldContent } from '../sync/read-page';

const sale = (id: string) => `sale ${id}`;
const neverPaid = (id: string) => `never paid ${id}`;
const reversal = (id: string) => `reversal ${id}`;
/** A reversal with this link key is told; all of them are. */
const reversed = (linkKey: string) => `reversed ${linkKey}`;
const complete = (linkKey: string) => `complete ${linkKey}`;
const total = ({ day, currency }: { readonly day: string; readonly currency: string }) =>
  `total ${day} ${currency}`;
/** A row tells something of this order or reversal that cannot be read. */
const unread = (id: string) => `unread ${id}`;

/**
 * What a page tells as a whole: of several rows of one order the last, and no pending sale that the same page declares
 * never paid.
 */
export function toldBy(content: ToldContent): ToldContent {
  const unpaid = new Set(content.neverPaid);
  const last = new Map(content.sales.map((one) => [one.externalOrderId, one]));
  const sales = [...last.values()].filter(
    (one) => one.state !== 'pending' || !unpaid.has(one.externalOrderId),
  );
  return { ...content, sales };
}

/** Everything a page tells, each by a name that another page telling the same gives it too. */
export function factsOf(content: ToldContent): PageFacts {
  const unreadIds = content.quarantined.flatMap((row) => row.externalId ?? []);
  return {
    told: [
      ...content.sales.map((one) => sale(one.externalOrderId)),
      ...content.neverPaid.map(neverPaid),
      ...content.reversals.flatMap((one) => [reversal(one.externalReversalId), reversed(one.linkKey)]),
      ...content.completeLinkKeys.map(complete),
      ...content.dailyTotals.map(total),
      ...unreadIds.map(unread),
    ],
    observed: content.reversals
      .filter((one) => one.reversedAt === null)
      .map((one) => reversal(one.externalReversalId)),
    asked: [
      ...content.sales.map((one) => neverPaid(one.externalOrderId)),
      ...content.neverPaid.map(sale),
      ...content.reversals.map((one) => complete(one.linkKey)),
      ...content.completeLinkKeys.map(reversed),
      ...unreadIds.flatMap((id) => [sale(id), reversal(id)]),
    ],
  };
}

/** The page without what newer pages tell otherwise: of each fact the newest page is right. */
export function newestOf(
  page: Pick<KeptPage, 'sighting'>,
  content: ToldContent,
  tellers: ReadonlyMap<string, Teller>,
): Partial<SalePage> {
  const at = (fact: string) => tellers.get(fact)?.sighting ?? null;
  const isOurs = (fact: string) => at(fact) === page.sighting;
  const isNewer = (fact: string) => (at(fact) ?? 0) > page.sighting;
  const sales = content.sales.filter((one) => isOurs(sale(one.externalOrderId)));
  const takenBack = sales.filter((one) => one.state === 'pending' && isNewer(neverPaid(one.externalOrderId)));
  const reversals = content.reversals.filter(
    (one) => isOurs(reversal(one.externalReversalId)) && !isNewer(complete(one.linkKey)),
  );
  return {
    sales,
    reversals,
    bookedLinkKeys: content.bookedLinkKeys ?? [],
    completeLinkKeys: content.completeLinkKeys.filter(
      (key) => isOurs(complete(key)) && !isNewer(reversed(key)),
    ),
    neverPaid: [
      ...takenBack.map((one) => one.externalOrderId),
      // A page that tells the sale has it removed there; a newer one told it anew.
      ...content.neverPaid.filter((id) => isOurs(neverPaid(id)) && at(sale(id)) === null),
    ],
    dailyTotals: content.dailyTotals.filter((one) => isOurs(total(one))),
    firstToldAt: new Map(
      reversals.flatMap((one) => {
        const teller = tellers.get(reversal(one.externalReversalId));
        return teller ? [[one.externalReversalId, teller.firstToldAt] as const] : [];
      }),
    ),
  };
}

/** Rows that cannot be read and of whose order no newer page tells. */
export function unreadOf(
  page: Pick<KeptPage, 'sighting'>,
  content: ToldContent,
  tellers: ReadonlyMap<string, Teller>,
): ToldContent['quarantined'] {
  return content.quarantined.filter(({ externalId: id }) => {
    if (!id) return true;
    const newest = [sale(id), reversal(id), unread(id)].map((fact) => tellers.get(fact)?.sighting ?? 0);
    return Math.max(...newest) <= page.sighting;
  });
}

export function isEmpty(content: Partial<SalePage>): boolean {
  const { sales, reversals, completeLinkKeys, neverPaid: unpaid, dailyTotals } = content;
  return [sales, reversals, completeLinkKeys, unpaid, dailyTotals].every((rows) => (rows ?? []).length === 0);
}
