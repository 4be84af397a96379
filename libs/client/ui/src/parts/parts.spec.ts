import { Component, signal, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { Formats } from '../format/formats';
import { Banner } from './banner';
import { CoverageCaption } from './coverage-caption';
import { Delta } from './delta';
import { EmptyState } from './empty-state';
import { ErrorCard } from './error-card';
import { FigureLink } from './figure-link';
import { HealthChip } from './health-chip';
import { KpiCard } from './kpi-card';
import { NetworkBadge } from './network-badge';
import { Progress } from './progress';
import { Steps } from './steps';
import { SectionCard } from './section-card';
import { Segmented } from './segmented';
import { StatusChip } from './status-chip';

async function show<T>(type: Type<T>, inputs: Record<string, unknown>) {
  const fixture = TestBed.createComponent(type);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  return { fixture, host, text: () => words(host) };
}

/** The texts in reading order, one space between elements. */
function words(host: HTMLElement): string {
  const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '');
  return texts.join(' ').replace(/\s+/g, ' ').trim();
}

const click = (host: HTMLElement, label: string) => {
  const button = [...host.querySelectorAll('button')].find(
    (candidate) => candidate.textContent.trim() === label,
  );
  if (!button) throw new Error(`no button ${label}`);
  button.click();
};

describe('base parts', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    TestBed.inject(Formats).configure({ locale: 'en-GB', timeZone: 'Europe/Amsterdam', currency: 'EUR' });
  });

  describe('NetworkBadge', () => {
    it.each([
      [1, 'var(--trib-net-1-mark)'],
      [8, 'var(--trib-net-8-mark)'],
      [9, 'var(--trib-net-7-mark)'],
    ])('slot %d wears %s', async (slot, mark) => {
      const { host } = await show(NetworkBadge, { network: { name: 'Seventh', monogram: 'N7', slot } });
      expect(host.style.getPropertyValue('--mark')).toBe(mark);
    });

    it('says the name even where only the monogram is seen', async () => {
      const network = { name: 'ClickBank', monogram: 'CB', slot: 1 };
      const { host, text, fixture } = await show(NetworkBadge, { network });
      expect(host.querySelector('.trib-visually-hidden')?.textContent).toBe('ClickBank');
      fixture.componentRef.setInput('showName', true);
      await fixture.whenStable();
      expect(text()).toContain('ClickBank');
      expect(host.querySelector('.trib-visually-hidden')).toBeNull();
    });
  });

  it('chips say their state in a word', async () => {
    const chip = await show(StatusChip, { status: 'chargeback' });
    expect(chip.text()).toBe('Chargeback');
    expect(chip.host.querySelector('trib-chip')?.getAttribute('data-tone')).toBe('solid-negative');

    const health = await show(HealthChip, { health: 'late', label: 'Late, 2 h 10 min' });
    expect(health.text()).toBe('Late, 2 h 10 min');
    expect(health.host.querySelector('trib-chip')?.getAttribute('data-tone')).toBe('warning');
  });

  describe('Delta', () => {
    it.each([
      { kind: 'relative', value: '0.134', risingIs: 'good', reads: 'up +13.4%', tone: 'good' },
      { kind: 'relative', value: '-0.191', risingIs: 'good', reads: 'down \u221219.1%', tone: 'bad' },
      { kind: 'difference', value: '0.003', risingIs: 'bad', reads: 'up +0.3 pp', tone: 'bad' },
      { kind: 'relative', value: '-0.05', risingIs: 'bad', reads: 'down \u22125.0%', tone: 'good' },
      { kind: 'relative', value: '0.0001', risingIs: 'good', reads: 'unchanged 0.0%', tone: 'neutral' },
      { kind: 'relative', value: '0.2', risingIs: 'neutral', reads: 'up +20.0%', tone: 'neutral' },
    ])(
      '$kind $value where rising is $risingIs: $reads, $tone',
      async ({ risingIs, reads, tone, ...change }) => {
        const { host, text } = await show(Delta, { change, risingIs });
        expect(text()).toBe(reads);
        expect(host.getAttribute('data-tone')).toBe(tone);
      },
    );

    it('says in words that there is nothing to compare with', async () => {
      const { text } = await show(Delta, { change: null });
      expect(text()).toBe('too little data');
    });
  });

  it('a banner has one button and details, each telling which', async () => {
    const { fixture, host } = await show(Banner, {
      tone: 'negative',
      action: 'Replace key',
      details: 'Details',
    });
    const seen: string[] = [];
    fixture.componentInstance.acted.subscribe(() => seen.push('acted'));
    fixture.componentInstance.detailed.subscribe(() => seen.push('detailed'));
    click(host, 'Replace key');
    click(host, 'Details');
    expect(seen).toEqual(['acted', 'detailed']);
  });

  describe('KpiCard', () => {
    const figure = { whole: '€89,097', decimals: '.45' };

    it.each([
      [
        { state: 'filled', figure, change: { kind: 'relative', value: '0.245' }, comparedWith: 'vs 22 Sept' },
        /€89,097 ?\.45.*\+24\.5% vs 22 Sept/,
      ],
      [
        { state: 'filled', figure, warning: '2 sales not converted', showChange: false },
        /2 sales not converted$/,
      ],
      [{ state: 'not-reported', lines: ['JVZoo sends no visits'] }, /Not reported JVZoo sends no visits/],
      [{ state: 'too-little-data', lines: ['14 of 20 sales needed'] }, /Too little data 14 of 20/],
      [
        { state: 'not-loaded', lines: ['The server did not answer.'] },
        /Not loaded The server did not answer\. Try again/,
      ],
    ])('shows %p', async (inputs, words) => {
      const { text } = await show(KpiCard, { label: 'Revenue', ...inputs });
      expect(text()).toMatch(words);
    });

    it('shows no figure and is busy while it loads', async () => {
      const { host, text } = await show(KpiCard, {
        label: 'Revenue',
        state: 'loading',
        figure,
        lines: ['old'],
      });
      expect(host.getAttribute('aria-busy')).toBe('true');
      expect(text()).toBe('Revenue');
    });

    it('never shows a figure that is not there', async () => {
      const { text } = await show(KpiCard, { label: 'EPC', state: 'not-reported', figure });
      expect(text()).not.toContain('€');
    });
  });

  it('Segmented is a group of radio buttons', async () => {
    const options = [
      { value: 'total', label: 'Total' },
      { value: 'network', label: 'By network', count: 6 },
    ];
    const { fixture, host } = await show(Segmented, { label: 'Show', options, value: 'total' });
    const radios = [...host.querySelectorAll('input')];
    expect(radios.map((radio) => radio.checked)).toEqual([true, false]);
    radios[1]?.click();
    await fixture.whenStable();
    expect(fixture.componentInstance.value()).toBe('network');
    expect(host.querySelector('legend')?.textContent).toBe('Show');
  });

  it('Steps tell what is done and where one stands', async () => {
    const { host } = await show(Steps, { names: ['File', 'Columns', 'Done'], current: 1 });
    const steps = [...host.querySelectorAll('li')];
    expect(steps.map((step) => step.querySelector('.dot')?.textContent)).toEqual(['✓', '2', '3']);
    expect(steps.map((step) => step.getAttribute('aria-current'))).toEqual([null, 'step', null]);
    expect(steps[0]?.textContent).toContain('done');
  });

  it('Progress says 100 % only when it is done', async () => {
    const { text, host } = await show(Progress, { counts: '476 of 477 days', value: 0.998 });
    expect(text()).toBe('476 of 477 days 99%');
    expect(host.querySelector('mat-progress-bar')?.getAttribute('aria-valuenow')).toBe('99.8');
  });

  it.each([
    { accounts: 8, accountsRead: 6, asOf: '2026-11-20T13:32:00Z', reads: /^Covers 6 of 8 .*as of .*14:32$/ },
    { accounts: 8, accountsRead: 8, asOf: null, reads: /^Covers all 8 accounts · nothing read yet$/ },
    { accounts: 1, accountsRead: 1, asOf: null, reads: /^Covers the one account/ },
  ])('coverage reads $reads', async ({ reads, ...inputs }) => {
    const { text } = await show(CoverageCaption, inputs);
    expect(text()).toMatch(reads);
  });

  it('an error can be tried again, once at a time', async () => {
    const { fixture, host, text } = await show(ErrorCard, {
      text: 'The figures could not be loaded.',
      traceId: 't-1',
    });
    let tries = 0;
    fixture.componentInstance.retried.subscribe(() => (tries += 1));
    click(host, 'Try again');
    expect(tries).toBe(1);
    expect(text()).toContain('Reference t-1');
    fixture.componentRef.setInput('isBusy', true);
    await fixture.whenStable();
    expect(host.querySelector('button')?.disabled).toBe(true);
  });

  it('an empty state offers the next step only when there is one', async () => {
    const { fixture, host } = await show(EmptyState, { heading: 'No network connected yet' });
    expect(host.querySelector('button')).toBeNull();
    fixture.componentRef.setInput('action', 'Add network');
    await fixture.whenStable();
    expect(host.querySelector('button')?.textContent.trim()).toBe('Add network');
  });

  it('a figure links to its rows', async () => {
    const { host } = await show(FigureLink, { link: '/sales', queryParams: { network: 'clickbank' } });
    expect(host.querySelector('a')?.getAttribute('href')).toBe('/sales?network=clickbank');
  });

  it('a section is named by its heading', async () => {
    const { host } = await show(SectionCard, { heading: 'Recent sales', caption: '20 newest' });
    const heading = host.querySelector('h2');
    expect(host.querySelector('section')?.getAttribute('aria-labelledby')).toBe(heading?.id);
    expect(heading?.textContent).toBe('Recent sales');
  });

  it('figures follow when the agency becomes known', async () => {
    @Component({ selector: 'trib-probe', imports: [Delta], template: '<trib-delta [change]="change()" />' })
    class Probe {
      readonly change = signal({ kind: 'relative' as const, value: '0.134' });
    }
    const { text, fixture } = await show(Probe, {});
    TestBed.inject(Formats).configure({ locale: 'de-DE', timeZone: 'Europe/Berlin', currency: 'EUR' });
    await fixture.whenStable();
    expect(text()).toMatch(/\+13,4/);
  });
});
