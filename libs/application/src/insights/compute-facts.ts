import {
  compareDecimals,
  type Currency,
  type DecimalText,
  type Fact,
  type FactKind,
} from '@tributary/domain';
import type { NetworkCatalog } from '@tributary/ports';
import { isComparable } from '../dashboard/coverage';
import type { Kpi } from '../dashboard/kpis';
import type { NetworkShare } from '../dashboard/parts';
import type { DashboardReport } from '../dashboard/read-dashboard';

/** Under this many sales a change is noise, not news. */
const MIN_SALES = 20;
const CONCENTRATED = '0.6';

/** Computes the closed list of figures an insight may speak of. Pure: code decides what is true, the writer only words it. */
export function computeFacts(report: DashboardReport, networks: NetworkCatalog): readonly Fact[] {
  const facts = new FactList(report);
  const sales = report.kpis.find((kpi) => kpi.id === 'sales');
  if (compareDecimals(sales?.value ?? '0', String(MIN_SALES)) >= 0) {
    addAgencyFacts(facts, report);
    addNetworkFacts(facts, report, networks);
  }
  addSilentAccounts(facts, report, networks);
  return facts.all;
}

function addSilentAccounts(facts: FactList, report: DashboardReport, networks: NetworkCatalog): void {
  for (const { account, health } of report.coverage.late) {
    if (health !== 'needs-attention' || !account.lastFailure) continue;
    const subject = `${networks.find(account.network)?.name ?? account.network} · ${account.label}`;
    facts.add('silent-account', { value: account.lastFailure.since.toISOString(), unit: 'instant', subject });
  }
}

function addAgencyFacts(facts: FactList, report: DashboardReport): void {
  const kpis = new Map(report.kpis.map((kpi) => [kpi.id, kpi]));
  const earned = kpis.get('earnings');
  if (earned?.value) facts.add('earnings-level', { value: earned.value, unit: 'money' });
  if (isComparable(report.accounts, report)) {
    facts.addChange('earnings-change', { value: earned?.change?.value });
    facts.addChange('momentum', { value: newsOf(kpis.get('momentum')) });
  }
  const refunds = kpis.get('refund-rate')?.value;
  if (refunds) facts.add('refund-rate', { value: refunds, unit: 'ratio' });
}

/** The KPI calls a steady pace steady: an insight beside it must not call it news. */
function newsOf(momentum: Kpi | undefined): DecimalText | null | undefined {
  return momentum?.details.pace === 'steady' ? null : momentum?.value;
}

function addNetworkFacts(facts: FactList, report: DashboardReport, networks: NetworkCatalog): void {
  const name = (id: string) => networks.find(id)?.name ?? id;
  const [leader] = report.share;
  if (leader?.share) {
    const subject = name(leader.network);
    facts.add('network-rank', { value: leader.earnings, unit: 'money', subject });
    if (isConcentrated(report)) facts.add('concentration', { value: leader.share, unit: 'ratio', subject });
  }
  const movers = report.share.filter(
    ({ network, sales }) => (sales ?? 0) >= MIN_SALES && isComparable(report.accounts, report, network),
  );
  const size = ({ change }: NetworkShare) => Math.abs(Number(change ?? 0));
  const [biggest] = movers.toSorted((a, b) => size(b) - size(a));
  if (biggest) facts.addChange('network-change', { value: biggest.change, subject: name(biggest.network) });
}

/** One network of several earns most of the money. Beside a network that loses money, shares say nothing. */
function isConcentrated({ share: [leader, ...others] }: DashboardReport): boolean {
  const isEarning = ({ earnings }: NetworkShare) => compareDecimals(earnings, '0') >= 0;
  return (
    others.length > 0 && others.every(isEarning) && compareDecimals(leader?.share ?? '0', CONCENTRATED) >= 0
  );
}

/** Numbers the facts and gives each what all of them share. */
class FactList {
  readonly all: Fact[] = [];

  constructor(private readonly report: DashboardReport) {}

  /** A change that is unknown or nothing is no fact. */
  addChange(
    kind: FactKind,
    change: { readonly value: DecimalText | null | undefined; readonly subject?: string },
  ): void {
    const { value, ...about } = change;
    if (value && compareDecimals(value, '0') !== 0) this.add(kind, { ...about, value, unit: 'ratio' });
  }

  add(kind: FactKind, fact: Pick<Fact, 'value' | 'unit'> & { readonly subject?: string }): void {
    const { period, comparison, coverage, agency } = this.report;
    const currency: Currency | null = fact.unit === 'money' ? agency.reportingCurrency : null;
    const isComparison = kind.endsWith('-change');
    this.all.push({
      id: `f${this.all.length + 1}`,
      kind,
      value: fact.value,
      unit: fact.unit,
      currency,
      subject: fact.subject ?? null,
      period: { from: period.firstDay, to: period.lastDay },
      comparedWith: isComparison ? { from: comparison.firstDay, to: comparison.lastDay } : null,
      coverage: { accounts: coverage.accounts, accountsRead: coverage.accountsRead },
      asOf: this.report.generatedAt,
    });
  }
}
