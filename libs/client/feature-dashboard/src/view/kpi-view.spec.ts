import type { KpiCard } from '@tributary/api-contract';
import { aDashboard, aKpi, anIndex, NOW, WORDS } from '../testing';
import { AgencyWords } from './agency-words';
import { kpiViews } from './kpi-view';

function viewOf(part: Partial<KpiCard>, dashboard = aDashboard()) {
  const [view] = kpiViews({ ...dashboard, kpis: [aKpi(part)] }, WORDS);
  if (view === undefined) throw new Error('no figure');
  return view;
}

const linesOf = (part: Partial<KpiCard>) => viewOf(part).lines.map(({ text }) => text);

describe('kpiViews', () => {
  it('says of the headline what it covers and how far each period is compared', () => {
    const view = viewOf({
      id: 'earnings',
      value: '63892.0600',
      change: { kind: 'relative', value: '0.134' },
    });
    expect(view.figure).toEqual({ whole: '€63,892', decimals: '.06' });
    expect(view.delta).toEqual({ text: '+13.4%', tone: 'good', direction: 'up' });
    expect(view.comparedWith).toBe('vs 15 – 17 Nov, each to 14:32');
    expect(view.lines).toEqual([{ text: 'Covers 6 of 8 accounts · as of 14:32', tone: 'plain' }]);
    expect(view.previous).toEqual([80, 100, 50]);
  });

  it('colours a rising refund rate as bad, in percentage points', () => {
    const view = viewOf({
      id: 'refund-rate',
      unit: 'ratio',
      value: '0.06',
      risingIs: 'bad',
      change: { kind: 'difference', value: '0.003' },
    });
    expect(view.figure?.whole).toBe('6.0%');
    expect(view.delta).toEqual({ text: '+0.3 pp', tone: 'bad', direction: 'up' });
  });

  it('gives a change that rounds to nothing no direction', () => {
    expect(viewOf({ change: { kind: 'relative', value: '0.0001' } }).delta?.direction).toBe('flat');
  });

  it.each<[Partial<KpiCard>, readonly string[]]>([
    [{ id: 'revenue', details: { grossCoverage: '0.79' } }, ['Gross known for 79% of sales']],
    [
      { id: 'sales', details: { averageCommission: '52.9', averageOrderValue: '92.01' } },
      ['Avg commission €52.90 · AOV €92.01'],
    ],
    [
      { id: 'pending', details: { pendingSales: 99 } },
      ['99 sales waiting for the network', 'Not part of Earnings'],
    ],
    [{ id: 'refund-rate', details: { chargebackRate: '0.0072' } }, ['Chargebacks apart: 0.72%']],
    [
      { id: 'momentum', details: { recentPerDay: '2095.12', baselinePerDay: '2186.40' } },
      ['€2,095 a day, €2,186 over 30 days'],
    ],
    [{ id: 'epc', details: { networksReporting: 3, networks: 6 } }, ['Visits reported by 3 of 6 networks']],
  ])('splits %j', (part, lines) => {
    expect(linesOf(part)).toEqual(lines);
  });

  it('writes momentum as a pace with its sign', () => {
    const view = viewOf({ id: 'momentum', unit: 'ratio', value: '-0.042', details: { pace: 'steady' } });
    expect([view.figure?.whole, view.delta?.text, view.comparedWith]).toEqual([
      '−4.2%',
      'Steady',
      '7 days against 30',
    ]);
  });

  it('puts words where there is no figure, never a zero', () => {
    const thin = viewOf({
      id: 'momentum',
      unit: 'ratio',
      state: 'too-little-data',
      value: null,
      change: null,
      details: { salesSeen: 14, salesNeeded: 20 },
    });
    expect([thin.figure, thin.absent, thin.lines[0]?.text]).toEqual([
      null,
      'Too little data',
      '14 of 20 sales needed',
    ]);
    const unknown = viewOf({ id: 'epc', state: 'not-reported', value: null, change: null });
    expect(unknown.absent).toBe('Not reported');
  });

  it('writes an index as a plain number, and tells neither amounts nor counts', () => {
    const words = new AgencyWords(
      { locale: 'en-GB', timeZone: 'Europe/Amsterdam', currency: 'EUR' },
      new Date(NOW),
      'index',
    );
    const views = kpiViews(anIndex(), words);
    expect(views.map(({ figure }) => figure)).toEqual([
      { whole: '106', decimals: '.3' },
      { whole: '120', decimals: '.0' },
      { whole: '+4.0%', decimals: '' },
    ]);
    expect(views.slice(1).flatMap(({ lines }) => lines)).toEqual([]);
  });

  it('warns on Revenue of sales without a rate', () => {
    const dashboard = aDashboard({
      notConverted: [{ currency: 'USD', sales: 2, earned: '123.40', reversed: '0' }],
    });
    expect(viewOf({ id: 'revenue' }, dashboard).lines[0]).toEqual({
      text: '2 sales not converted',
      tone: 'warning',
    });
  });
});
