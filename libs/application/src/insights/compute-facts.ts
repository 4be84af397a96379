import { compareDecimals, type Currency, type Fact, type FactKind } from '@tributary/domain';
import type { NetworkCatalog } from '@tributary/ports';
import type { KpiId } from '../dashboard/kpis';
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

const AGENCY_FACTS: Partial<Record<KpiId, FactKind>> = {
  earnings: 'earnings-level',
  momentum: 'momentum',
  'refund-rate': 'refund-rate',
};

function addAgencyFacts(facts: FactList, report: DashboardReport): void {
  for (const kpi of report.kpis) {
    const kind = AGENCY_FACTS[kpi.id];
    if (kind && kpi.value !== null && kpi.unit !== 'count')
      facts.add(kind, { value: kpi.value, unit: kpi.unit });
    if (kpi.id === 'earnings' && kpi.change) {
      facts.add('earnings-change', { value: kpi.change.value, unit: 'ratio' });
    }
  }
}

function addNetworkFacts(facts: FactList, report: DashboardReport, networks: NetworkCatalog): void {
  const name = (id: string) => networks.find(id)?.name ?? id;
  const [leader] = report.share;
  if (leader?.share) {
    facts.add('network-rank', { value: leader.earnings, unit: 'money', subject: name(leader.network) });
    if (compareDecimals(leader.share, CONCENTRATED) >= 0) {
      facts.add('concentration', { value: leader.share, unit: 'ratio', subject: name(leader.network) });
    }
  }
  const movers = report.share.filter((share) => share.change !== null && share.sales >= MIN_SALES);
  const [biggest] = movers.toSorted((a, b) => Math.abs(Number(b.change)) - Math.abs(Number(a.change)));
  if (biggest?.change) {
    facts.add('network-change', { value: biggest.change, unit: 'ratio', subject: name(biggest.network) });
  }
}

/** Numbers the facts and gives each what all of them share. */
class FactList {
  readonly all: Fact[] = [];

  constructor(private readonly report: DashboardReport) {}

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
