import { TestBed } from '@angular/core/testing';
import { Formats } from '../format/formats';
import { AsOfChoice } from './as-of-choice';
import { PastBanner } from './past-banner';

describe('the choice of a moment', () => {
  beforeEach(() => {
    TestBed.inject(Formats).configure({ locale: 'en-GB', timeZone: 'Europe/Amsterdam', currency: 'EUR' });
  });

  async function open(asOf: string | null) {
    const fixture = TestBed.createComponent(AsOfChoice);
    fixture.componentRef.setInput('asOf', asOf);
    const chosen: (string | null)[] = [];
    fixture.componentInstance.chosen.subscribe((moment) => chosen.push(moment));
    await fixture.whenStable();
    const button = (fixture.nativeElement as HTMLElement).querySelector('button');
    const label = button?.textContent.replace(/\s+/g, ' ').trim();
    button?.click();
    await fixture.whenStable();
    const dialog = document.querySelector('[role=dialog]');
    if (!dialog) throw new Error('nothing opened');
    const type = async (kind: 'date' | 'time', text: string) => {
      const input = dialog.querySelector<HTMLInputElement>(`input[type=${kind}]`);
      if (!input) throw new Error(`no input for the ${kind}`);
      input.value = text;
      input.dispatchEvent(new Event('input'));
      await fixture.whenStable();
    };
    const submit = async () => {
      dialog.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
      await fixture.whenStable();
    };
    return { fixture, dialog, chosen, label, type, submit };
  }

  afterEach(() => {
    document.querySelectorAll('.cdk-overlay-container').forEach((container) => {
      container.remove();
    });
  });

  it('reads "Now", and takes a day and a time by the agency’s clock', async () => {
    const { chosen, label, type, submit } = await open(null);
    expect(label).toBe('As of Now');
    await type('date', '2026-07-14');
    await type('time', '09:00');
    await submit();
    expect(chosen).toEqual(['2026-07-14T07:00:00.000Z']);
  });

  it('shows the moment that is chosen, and leads back to now', async () => {
    const { chosen, label, dialog } = await open('2025-11-14T08:00:00Z');
    expect(label).toBe('As of 14 Nov 2025, 09:00');
    expect(dialog.querySelector<HTMLInputElement>('input[type=time]')?.value).toBe('09:00');
    dialog.querySelector<HTMLButtonElement>('.now')?.click();
    expect(chosen).toEqual([null]);
  });

  it.each([
    ['that has not come', '2999-01-01', 'That moment has not come yet.'],
    ['without a day', '', 'Choose a day and a time.'],
  ])('takes no moment %s', async (_, day, problem) => {
    const { chosen, dialog, type, submit } = await open('2025-11-14T08:00:00Z');
    await type('date', day);
    expect(dialog.querySelector('[role=alert]')?.textContent).toBe(problem);
    await submit();
    expect(chosen).toEqual([]);
  });
});

describe('the banner of a past moment', () => {
  it('says which moment is shown, and leads back to now', async () => {
    TestBed.inject(Formats).configure({ locale: 'en-GB', timeZone: 'Europe/Amsterdam', currency: 'EUR' });
    const fixture = TestBed.createComponent(PastBanner);
    fixture.componentRef.setInput('asOf', '2025-11-14T08:00:00Z');
    let left = 0;
    fixture.componentInstance.left.subscribe(() => (left += 1));
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    expect(host.querySelector('p')?.textContent.replace(/\s+/g, ' ').trim()).toBe(
      'You see the figures of 14 Nov 2025, 09:00, as they were shown then.',
    );
    host.querySelector('button')?.click();
    expect(left).toBe(1);
  });
});
