import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Downloads } from './downloads';
import { problemInterceptor } from './problem-interceptor';

const CSV = new TextEncoder().encode('\uFEFFa,b\r\n');

describe('Downloads', () => {
  const files: Blob[] = [];
  const names: string[] = [];
  let http: HttpTestingController;

  beforeEach(() => {
    files.length = 0;
    names.length = 0;
    // The test browser has neither addresses for blobs nor downloads.
    URL.createObjectURL = (file) => {
      files.push(file as Blob);
      return 'blob:spec';
    };
    HTMLAnchorElement.prototype.click = function click(this: HTMLAnchorElement) {
      names.push(`${this.href} as ${this.download}`);
    };
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpTestingController);
  });

  it('hands the bytes to the browser under the name the server gives', async () => {
    const saved = TestBed.inject(Downloads).save('/api/v1/audit/export', { group: ['client', 'member'] });
    const request = http.expectOne(({ url }) => url === '/api/v1/audit/export');
    expect(request.request.params.getAll('group')).toEqual(['client', 'member']);
    request.flush(CSV.buffer, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="audit-Northbank.csv"',
      },
    });
    await saved;
    expect(names).toEqual(['blob:spec as audit-Northbank.csv']);
    expect(files.map(({ size, type }) => [size, type])).toEqual([[CSV.length, 'text/csv; charset=utf-8']]);
  });

  it('says in the words of the server why there is no file', async () => {
    const saved = TestBed.inject(Downloads).save('/api/v1/audit/export', {});
    const problem = {
      type: 'urn:tributary:problem:not-possible-now',
      status: 409,
      detail: 'More than 100,000 entries match. Choose a shorter period.',
    };
    const body = new TextEncoder().encode(JSON.stringify(problem)).buffer;
    http.expectOne('/api/v1/audit/export').flush(body, { status: 409, statusText: 'Conflict' });
    await expect(saved).rejects.toMatchObject({ code: 'not-possible-now', message: problem.detail });
    expect(names).toEqual([]);
  });
});
