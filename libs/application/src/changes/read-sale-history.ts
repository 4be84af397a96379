import {
  changeKind,
  earningsEffects,
  sees,
  type ChangeKind,
  type EarningsEffect,
  type SaleSnapshot,
  type Viewer,
} from '@tributary/domain';
import type {
  ReversalVersion,
  SaleHistoryRepository,
  SaleVersion,
  SaleView,
  Storing,
} from '@tributary/ports';
import { Refusal } from '../refusal';

export interface SaleHistoryEntry extends Storing {
  readonly at: Date;
  readonly kind: 'first-seen' | ChangeKind;
  /** null when it was first seen, or came back after it was gone. */
  readonly before: SaleSnapshot | null;
  /** null when it went. */
  readonly after: SaleSnapshot | null;
  readonly effects: readonly EarningsEffect[];
  readonly reversals: SaleView['reversals'];
}

interface Versions {
  readonly sale: readonly SaleVersion[];
  readonly reversals: readonly ReversalVersion[];
}

const UNKNOWN: Versions = { sale: [], reversals: [] };

/** The life of one sale: when it was first seen, and everything that changed since, oldest first. */
export class ReadSaleHistory {
  constructor(private readonly history: SaleHistoryRepository) {}

  /** @throws {Refusal} `not-found`, alike for an unknown sale and for one that the viewer does not see. */
  async run(
    viewer: Viewer,
    sale: { readonly accountId: string; readonly externalOrderId: string },
  ): Promise<readonly SaleHistoryEntry[]> {
    const account = { agencyId: viewer.agency.id, accountId: sale.accountId };
    const versions = sees(viewer.scope, sale.accountId)
      ? await this.history.historyOf(account, sale.externalOrderId)
      : UNKNOWN;
    if (versions.sale.length === 0) throw new Refusal('not-found', 'There is no such sale.');
    return momentsOf(versions).flatMap((at) => entryAt(at, versions) ?? []);
  }
}

/** Every instant at which the sale or one of its reversals began or ended. */
function momentsOf({ sale, reversals }: Versions): Date[] {
  const times = [...sale, ...reversals].flatMap(({ since, until }) => [since, until ?? since]);
  return [...new Set(times.map((at) => at.getTime()))].sort((a, b) => a - b).map((time) => new Date(time));
}

/** null where nothing changed for somebody who looks: a reversal that was linked differently, for example. */
function entryAt(at: Date, versions: Versions): SaleHistoryEntry | null {
  const [earlier, later] = [shownAt(at, versions, endsAtOrAfter), shownAt(at, versions, isValid)];
  const { reversals } = later;
  if (earlier.version !== later.version) {
    return { at, ...describe(earlier.sale, later.sale), reversals, ...storingAt(versions.sale, at) };
  }
  const isSame = JSON.stringify(earlier.reversals) === JSON.stringify(reversals);
  if (later.sale === null || isSame) return null;
  return { at, ...describe(earlier.sale, later.sale), reversals, ...storingAt(versions.reversals, at) };
}

function shownAt(at: Date, versions: Versions, isShown: (span: Span, at: Date) => boolean) {
  const version = versions.sale.find((one) => isShown(one, at)) ?? null;
  const reversals = detailsOf(versions.reversals.filter((one) => isShown(one, at)));
  return { version, sale: version?.sale ?? null, reversals };
}

function describe(before: SaleSnapshot | null, after: SaleSnapshot | null) {
  if (before === null) return { kind: 'first-seen', before, after, effects: [] } as const;
  return {
    kind: changeKind(before, after),
    before,
    after,
    effects: earningsEffects(before, after),
  };
}

/** What stored the version that began then, else what ended the one that ended then. */
function storingAt(versions: Versions['sale'] | Versions['reversals'], at: Date): Storing {
  const isThen = (instant: Date | null) => instant?.getTime() === at.getTime();
  const began = versions.find(({ since }) => isThen(since))?.stored;
  const ended = versions.find(({ until }) => isThen(until))?.ended;
  return began ?? ended ?? { run: null, lastGoodSyncAt: null };
}

function detailsOf(versions: readonly ReversalVersion[]): SaleView['reversals'] {
  return versions
    .map(({ reversal }) => reversal)
    .sort((a, b) => a.reversedAt.getTime() - b.reversedAt.getTime());
}

function isValid({ since, until }: Span, at: Date): boolean {
  return since <= at && (until === null || at < until);
}

function endsAtOrAfter({ since, until }: Span, at: Date): boolean {
  return since < at && (until === null || at <= until);
}

type Span = Pick<SaleVersion, 'since' | 'until'>;
