import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { ImportDetail, ImportView } from '@tributary/api-contract';
import { NetworksApi, problemInterceptor } from '@tributary/client-data-access';
import { ImportPage } from './import-page';
import { aChoosing, aDraft, anImport, aPreview } from './testing';

const ROOT = '/api/v1/network-accounts/account-1';

class NetworksFake {
  readonly networks = signal([]);
  find() {
    return { name: 'Hotmart', monogram: 'HM', slot: 6, timeZone: 'America/Sao_Paulo' };
  }
}

describe('ImportPage', () => {
  let harness: RouterTestingHarness;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        provideRouter(
          [{ path: 'connections/:accountId/import', component: ImportPage }],
          withComponentInputBinding(),
        ),
        { provide: NetworksApi, useClass: NetworksFake },
      ],
    });
    http = TestBed.inject(HttpTestingController);
  });

  async function settle(pause = 0): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, pause));
    harness.detectChanges();
    await new Promise((resolve) => setTimeout(resolve));
    harness.detectChanges();
  }

  async function visit(query = '', list: readonly ImportView[] = []): Promise<void> {
    harness = await RouterTestingHarness.create(`/connections/account-1/import${query}`);
    await settle();
    http.expectOne(ROOT).flush({ id: 'account-1', network: 'hotmart', label: 'Northbank BR' });
    await listed(list);
  }

  async function listed(list: readonly ImportView[]): Promise<void> {
    http.expectOne({ method: 'GET', url: `${ROOT}/imports` }).flush(list);
    await settle();
  }

  async function answer(method: string, path: string, body: ImportDetail): Promise<void> {
    http.expectOne({ method, url: `${ROOT}/imports${path}` }).flush(body);
    await settle();
  }

  async function refuse(
    method: string,
    path: string,
    problem: { code: string; status: number; detail: string },
  ) {
    const { code, status, detail } = problem;
    const body = { type: `urn:tributary:problem:${code}`, title: '', status, detail, instance: '' };
    http.expectOne({ method, url: `${ROOT}/imports${path}` }).flush(body, { status, statusText: 'No' });
    await settle();
  }

  function page(): HTMLElement {
    const element = harness.routeNativeElement;
    if (!element) throw new Error('no page');
    return element;
  }

  const text = () => page().textContent.replace(/\s+/g, ' ');
  const step = () => page().querySelector('[aria-current=step] .name')?.textContent;
  const button = (name: string) =>
    [...page().querySelectorAll('button')].find(
      (one) => one.textContent.replace(/\s+/g, ' ').trim() === name,
    );

  async function click(name: string): Promise<void> {
    const found = button(name);
    if (!found) throw new Error(`no button "${name}" in ${text()}`);
    found.click();
    await settle();
  }

  async function pick(file = new File(['a,b\n1,2'], 'März.csv')): Promise<void> {
    const input = page().querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('no field for a file');
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    input.dispatchEvent(new Event('change'));
    await settle();
  }

  async function select(label: string, value: string): Promise<void> {
    const found = [...page().querySelectorAll('label')].find((one) => one.textContent.trim() === label);
    const field = page().querySelector<HTMLSelectElement>(`#${found?.htmlFor ?? 'none'}`);
    if (!field) throw new Error(`no choice "${label}"`);
    field.value = value;
    field.dispatchEvent(new Event('change'));
    await settle();
  }

  it('starts with a file, and says when there were none before', async () => {
    await visit();
    expect(step()).toBe('File');
    expect(text()).toContain('Import a file into Hotmart Northbank BR');
    expect(text()).toContain('No file was imported into this account yet.');
  });

  it('shows grey bars while it loads, and what could not be loaded', async () => {
    harness = await RouterTestingHarness.create('/connections/account-1/import');
    await settle();
    expect(page().querySelector('[aria-label="Loading the earlier files"]')).not.toBeNull();
    http.expectOne(ROOT).flush({ id: 'account-1', network: 'hotmart', label: 'Northbank BR' });
    http.expectOne(`${ROOT}/imports`).flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(text()).toContain('The earlier files could not be loaded');
    await click('Try again');
    await listed([]);
    expect(text()).toContain('No file was imported');
  });

  it('says so when there is no such connection', async () => {
    harness = await RouterTestingHarness.create('/connections/account-1/import');
    await settle();
    http.expectOne(ROOT).flush(null, { status: 404, statusText: 'Not found' });
    http.expectOne(`${ROOT}/imports`).flush(null, { status: 404, statusText: 'Not found' });
    await settle();
    expect(text()).toContain('The connection could not be loaded');
  });

  it('sends the file as it is, under its name, and goes on to the columns', async () => {
    await visit();
    await pick();
    const sent = http.expectOne({ method: 'POST', url: `${ROOT}/imports` });
    expect(sent.request.body).toBeInstanceOf(File);
    expect(sent.request.headers.get('Content-Type')).toBe('application/octet-stream');
    expect(sent.request.headers.get('X-File-Name')).toBe('M%C3%A4rz.csv');
    sent.flush(aDraft());
    await settle();
    await listed([anImport()]);
    expect(step()).toBe('Columns');
    expect(TestBed.inject(Router).url).toBe('/connections/account-1/import?file=import-1');
    expect(text()).toContain('11/03/2026 → 3 Nov 2026, 00:00 New York');
    expect(text()).toContain('Guessed');
    expect(page().querySelectorAll('table tbody tr')).toHaveLength(2);
  });

  it('takes a dropped file too', async () => {
    await visit();
    const drop = new Event('drop', { cancelable: true });
    Object.assign(drop, { dataTransfer: { files: [new File(['x'], 'x.csv')] } });
    page().querySelector('.drop')?.dispatchEvent(drop);
    await settle();
    expect(drop.defaultPrevented).toBe(true);
    http.expectOne({ method: 'POST', url: `${ROOT}/imports` });
  });

  it('repeats the words of a refusal and stays where it is', async () => {
    await visit();
    await pick();
    const detail =
      'This is an Excel file. Save it as CSV (UTF-8) and choose that file. Nothing was imported.';
    await refuse('POST', '', { code: 'unreadable-file', status: 422, detail });
    await listed([]);
    expect(page().querySelector('[role=alert]')?.textContent).toContain(detail);
    expect(step()).toBe('File');
  });

  describe('the columns', () => {
    const undecided = aChoosing({
      mapping: { ...aChoosing().mapping, dateFormat: null },
      problems: [{ setting: 'dateFormat', reason: 'Choose how dates are written.' }],
    });

    it('wait for what is undecided', async () => {
      await visit('?file=import-1');
      await answer('GET', '/import-1', aDraft({ choosing: undecided }));
      expect(text()).toContain('One decision is missing.');
      expect(button('Check the file')?.disabled).toBe(true);
    });

    it('ask once, a moment after the last choice, what the first rows read as', async () => {
      await visit('?file=import-1');
      await answer('GET', '/import-1', aDraft({ choosing: undecided }));
      await select('Dates', 'day-first');
      await select('Time zone of the dates', 'Europe/Berlin');
      http.expectNone(`${ROOT}/imports/import-1/mapping`);
      await settle(400);
      const sent = http.expectOne(`${ROOT}/imports/import-1/mapping`);
      expect(sent.request.body).toMatchObject({
        checks: 'first-rows',
        mapping: { dateFormat: 'day-first', timeZone: 'Europe/Berlin' },
      });
      sent.flush(aDraft());
      await settle();
      expect(button('Check the file')?.disabled).toBe(false);
    });

    it('can be one value for every row, or not told', async () => {
      await visit('?file=import-1');
      await answer('GET', '/import-1', aDraft());
      await select('Status', 'value');
      await select('Commission', 'unknown');
      await select('Gross', 'column:3');
      await settle(400);
      const { fields } = (
        http.expectOne(`${ROOT}/imports/import-1/mapping`).request.body as {
          mapping: { fields: Record<string, unknown> };
        }
      ).mapping;
      expect(fields).toMatchObject({
        status: { kind: 'value', value: 'completed' },
        commission: { kind: 'unknown' },
        gross: { kind: 'column', column: 3 },
      });
    });
  });

  describe('the preview', () => {
    async function checked(preview = aPreview()): Promise<void> {
      await visit('?file=import-1');
      await answer('GET', '/import-1', aDraft());
      await click('Check the file');
      const sent = http.expectOne(`${ROOT}/imports/import-1/mapping`);
      expect(sent.request.body).toMatchObject({ checks: 'whole-file' });
      expect(text()).toContain('Checking the file');
      sent.flush(aDraft({ preview }));
      await settle();
    }

    it('shows what would happen, imports it, and offers to undo it', async () => {
      await checked();
      expect(step()).toBe('Preview');
      expect(text()).toContain('1,203 rows');
      expect(text()).toMatch(/5\s*A-4\s*Commission\s*40\.0000\s*41\.00/);
      await click('Import 1,119 rows');
      const counts = { created: 1_107, changed: 12, unchanged: 89 };
      const done = { state: 'committed', counts, committedAt: '2026-11-20T13:30:00Z' } as const;
      await answer('POST', '/import-1/commit', { ...anImport(done), choosing: null, preview: aPreview() });
      await listed([anImport(done)]);
      expect(step()).toBe('Done');
      expect(text()).toContain('march.csv is imported 1,107 new, 12 changed, 89 equal.');
      expect(page().querySelector('footer a[href="/sales?account=account-1"]')).not.toBeNull();

      await click('Undo import');
      const undone = { removed: 1_107, restored: 11, kept: 1, keptOrders: ['A-4'] };
      const back = { ...done, state: 'undone', undone, undoneAt: '2026-11-20T13:31:00Z' } as const;
      await answer('POST', '/import-1/undo', { ...anImport(back), choosing: null, preview: aPreview() });
      await listed([anImport(back)]);
      expect(text()).toContain('1 row changed since and stays: A-4.');
      expect(button('Undo import')).toBeUndefined();
    });

    it('lists errors with their lines and offers no import', async () => {
      const errors = [{ line: 7, column: 'Earned', reason: 'is not an amount of money', text: 'forty' }];
      await checked(aPreview({ errors, errorCount: 150 }));
      expect(text()).toContain(
        '150 errors: nothing of the file is imported until it is free of them. The first 1 are listed.',
      );
      expect(text()).toMatch(/7\s*Earned\s*is not an amount of money\s*forty/);
      expect(button('Download the list')).toBeDefined();
      expect([...page().querySelectorAll('button')].some((one) => one.textContent.includes('Import 1'))).toBe(
        false,
      );
    });

    it('checks again with what a status word was said to mean', async () => {
      const words = [{ word: 'lost', rows: 3, meaning: null }];
      await checked(aPreview({ words, errorCount: 3 }));
      await select('lost · 3 rows', 'leave-out');
      const sent = http.expectOne(`${ROOT}/imports/import-1/mapping`);
      expect(sent.request.body).toMatchObject({
        checks: 'whole-file',
        mapping: { statusWords: { paid: 'completed', lost: 'leave-out' } },
      });
      sent.flush(aDraft({ preview: aPreview() }));
      await settle();
      expect(button('Import 1,119 rows')).toBeDefined();
    });

    it('says when everything is stored already', async () => {
      const nothing = { created: 0, changed: 0, unchanged: 3 };
      await checked(aPreview({ sales: nothing, reversals: { ...nothing, unchanged: 0 }, changes: [] }));
      expect(text()).toContain('Everything in this file is stored already.');
    });

    it('leads back to the columns', async () => {
      await checked();
      await click('Change columns');
      expect(step()).toBe('Columns');
    });

    it('stays and says why when the import is refused', async () => {
      await checked();
      await click('Import 1,119 rows');
      const detail = 'The file has been imported already. Nothing was changed. Load the page again.';
      await refuse('POST', '/import-1/commit', { code: 'not-possible-now', status: 409, detail });
      await listed([]);
      expect(page().querySelector('[role=alert]')?.textContent).toContain(detail);
      expect(step()).toBe('Preview');
    });
  });

  describe('earlier files', () => {
    const counts = { created: 5, changed: 0, unchanged: 0 };
    const committed = anImport({ id: 'old', fileName: 'feb.csv', state: 'committed', counts });

    it('are undone after a second press', async () => {
      await visit('', [committed]);
      expect(text()).toContain('feb.csv');
      await click('Undo import of feb.csv');
      http.expectNone(`${ROOT}/imports/old/undo`);
      await click('Undo import');
      const undone = { removed: 5, restored: 0, kept: 0, keptOrders: [] };
      const back = { ...committed, state: 'undone', undone } as const;
      await answer('POST', '/old/undo', { ...back, choosing: null, preview: null });
      await listed([back]);
      expect(text()).toContain('Undone: 5 rows removed');
    });

    it('that wait are gone on with, or deleted', async () => {
      await visit('', [anImport()]);
      await click('Go on with march.csv');
      http.expectOne({ method: 'GET', url: `${ROOT}/imports` }).flush([anImport()]);
      await settle();
      await answer('GET', '/import-1', aDraft({ preview: aPreview() }));
      expect(step()).toBe('Preview');
      await click('Delete march.csv');
      http.expectOne({ method: 'DELETE', url: `${ROOT}/imports/import-1` }).flush(null);
      await settle();
      await listed([]);
      expect(step()).toBe('File');
    });
  });
});
