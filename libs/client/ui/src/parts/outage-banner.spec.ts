import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Formats } from '../format/formats';
import { MinuteClock } from '../format/minute-clock';
import { OutageBanner } from './outage-banner';

const OUTAGE = {
  network: 'Digistore24',
  since: '2026-11-20T13:10:00Z',
  waiting: 3,
  nextTryAt: '2026-11-20T13:40:00Z',
};

describe('OutageBanner', () => {
  beforeEach(() => {
    const now = signal(new Date('2026-11-20T13:32:00Z'));
    TestBed.configureTestingModule({ providers: [{ provide: MinuteClock, useValue: { now } }] });
    TestBed.inject(Formats).configure({ locale: 'en-GB', timeZone: 'Europe/Amsterdam', currency: 'EUR' });
  });

  async function show(change: Partial<Record<keyof typeof OUTAGE | 'action', unknown>> = {}) {
    const fixture = TestBed.createComponent(OutageBanner);
    for (const [name, value] of Object.entries({ ...OUTAGE, ...change })) {
      fixture.componentRef.setInput(name, value);
    }
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    return { fixture, host, text: host.textContent.replace(/\s+/g, ' ').trim() };
  }

  it('says since when, how many wait, that nothing is lost, and when it is tried again', async () => {
    const { host, text } = await show();
    expect(text).toContain('Digistore24 does not answer since 14:10.');
    expect(text).toContain('3 connections wait; nothing is lost, the first is tried again at 14:40.');
    expect(host.querySelector('button')).toBeNull();
  });

  it.each([
    [{ waiting: 1 }, '1 connection waits; nothing is lost, it is tried again at 14:40.'],
    [
      { nextTryAt: '2026-11-20T13:31:30Z' },
      '3 connections wait; nothing is lost, the first is tried again now.',
    ],
    [{ nextTryAt: null }, '3 connections wait; nothing is lost.'],
    [{ since: '2026-11-18T08:12:00Z' }, 'does not answer since Wed 18 Nov at 09:12.'],
  ])('with %j', async (change, words) => {
    expect((await show(change)).text.replace('Wed, ', 'Wed ')).toContain(words);
  });

  it('leads on where there is something to open', async () => {
    const { fixture, host } = await show({ action: 'Open connections' });
    let opened = 0;
    fixture.componentInstance.acted.subscribe(() => (opened += 1));
    host.querySelector('button')?.click();
    expect(opened).toBe(1);
  });
});
