import { TestBed } from '@angular/core/testing';
import { NGX_ECHARTS_CONFIG } from 'ngx-echarts';
import { EarningsTrend } from './earnings-trend';
import { NetworkShare } from './network-share';
import { aTrend, CLICKBANK, JVZOO } from './testing';
import { YearBars } from './year-bars';

/** Stands in for ECharts: jsdom cannot lay out a picture. */
const fakeChart = {
  setOption: () => undefined,
  dispose: () => undefined,
  resize: () => undefined,
  on: () => undefined,
  off: () => undefined,
  isDisposed: () => false,
};

function setUp() {
  TestBed.configureTestingModule({
    providers: [{ provide: NGX_ECHARTS_CONFIG, useValue: { echarts: { init: () => fakeChart } } }],
  });
}

function share(second: number) {
  const row = { text: '', shareText: '', change: null, note: null };
  return {
    caption: 'of Earnings',
    rows: [
      { ...row, network: CLICKBANK, value: 300, text: '€300.00' },
      { ...row, network: JVZOO, value: second, text: '−€100.00' },
    ],
    totalText: '€200',
    summary: 'Share by network',
    table: { caption: '', columns: ['Network'], rows: [['ClickBank']] },
  };
}

describe('chart cards', () => {
  beforeEach(setUp);

  it('offers a spoken summary and a table twin', async () => {
    const fixture = TestBed.createComponent(EarningsTrend);
    fixture.componentRef.setInput('view', aTrend());
    await fixture.whenStable();
    const element = fixture.nativeElement as HTMLElement;
    expect(element.querySelector('[role="img"]')?.getAttribute('aria-label')).toContain('Earnings per day');
    element.querySelector<HTMLButtonElement>('button[aria-label^="Show table"]')?.click();
    await fixture.whenStable();
    expect(element.querySelector('td')?.textContent.trim()).toBe('€100.00');
    expect(element.querySelector('[role="img"]')).toBeNull();
  });

  it('names lines at their ends instead of a legend, and hatches the rail where an account is missing', async () => {
    const fixture = TestBed.createComponent(EarningsTrend);
    fixture.componentRef.setInput('view', aTrend());
    await fixture.whenStable();
    const element = fixture.nativeElement as HTMLElement;
    element.querySelectorAll<HTMLInputElement>('input[type="radio"]')[1]?.click();
    element.querySelectorAll<HTMLInputElement>('input[type="radio"]')[1]?.dispatchEvent(new Event('change'));
    await fixture.whenStable();
    expect(element.querySelectorAll('.trib-trend-end')).toHaveLength(2);
    expect(element.querySelectorAll('.trib-trend-missing')).toHaveLength(2);
    expect(element.textContent).toContain('JVZoo not read since 20 Nov');
  });

  it('turns share into diverging bars as soon as a network is below zero', async () => {
    const fixture = TestBed.createComponent(NetworkShare);
    fixture.componentRef.setInput('view', share(-100));
    await fixture.whenStable();
    const element = fixture.nativeElement as HTMLElement;
    expect(element.querySelector('.stack')).toBeNull();
    expect(element.querySelectorAll('.below')).toHaveLength(1);
    expect(element.textContent).toContain('One network is below zero, so shares are shown as bars.');

    fixture.componentRef.setInput('view', share(100));
    await fixture.whenStable();
    expect(element.querySelectorAll('.stack i')).toHaveLength(2);
  });

  it('takes its final height while loading, and says what went wrong', async () => {
    const fixture = TestBed.createComponent(YearBars);
    fixture.componentRef.setInput('view', null);
    fixture.componentRef.setInput('state', 'loading');
    await fixture.whenStable();
    const element = fixture.nativeElement as HTMLElement;
    expect(element.querySelector('[aria-busy="true"]')).not.toBeNull();
    expect(element.querySelector<HTMLElement>('.bars')?.style.height).toBe('272px');

    fixture.componentRef.setInput('state', 'error');
    fixture.componentRef.setInput('message', 'The year could not be loaded.');
    await fixture.whenStable();
    expect(element.querySelector('[role="status"]')?.textContent).toContain('The year could not be loaded.');
  });
});
