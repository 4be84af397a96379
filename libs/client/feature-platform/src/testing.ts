import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { PlatformAgencyRow, PlatformUserRow } from '@tributary/api-contract';
import { MeApi, NetworksApi, problemInterceptor } from '@tributary/client-data-access';

export const NO_ACCOUNTS = { waiting: 0, fresh: 0, late: 0, needsAttention: 0, paused: 0 };

export const NORTHBANK: PlatformAgencyRow = {
  id: 'n',
  name: 'Northbank Media',
  createdAt: '2026-03-03T09:00:00Z',
  suspendedAt: null,
  members: 3,
  accounts: { ...NO_ACCOUNTS, fresh: 5, needsAttention: 1 },
};

export const ADA: PlatformUserRow = {
  id: 'u1',
  name: 'Ada Example',
  email: 'ada@northbank.example',
  role: 'admin',
  agency: { id: 'n', name: 'Northbank Media' },
  isDisabled: false,
  lastSeenAt: null,
};

export const INES: PlatformUserRow = {
  ...{ id: 'me', name: 'Ines Kaur', email: 'ines@operator.example', role: 'platform-admin' },
  ...{ agency: { id: 'p', name: 'Platform' }, isDisabled: false, lastSeenAt: null },
};

const NETWORKS = [
  { id: 'clickbank', name: 'ClickBank', monogram: 'CB', slot: 1 },
  { id: 'jvzoo', name: 'JVZoo', monogram: 'JV', slot: 5 },
];

/** A page of the platform in the router, with its server played by the spec. */
export class PlatformPage {
  private constructor(
    private readonly harness: RouterTestingHarness,
    readonly http: HttpTestingController,
  ) {}

  static async open(page: Type<unknown>, url: string): Promise<PlatformPage> {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([{ path: '**', component: page }], withComponentInputBinding()),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        { provide: MeApi, useValue: { me: signal({ id: 'me' }) } },
        {
          provide: NetworksApi,
          useValue: { find: (code: string) => NETWORKS.find(({ id }) => id === code) },
        },
      ],
    });
    const harness = await RouterTestingHarness.create(url);
    return new PlatformPage(harness, TestBed.inject(HttpTestingController));
  }

  get text(): string {
    return this.element.textContent.replaceAll(/\s+/g, ' ');
  }

  get element(): HTMLElement {
    return this.harness.fixture.nativeElement as HTMLElement;
  }

  get url(): string {
    return TestBed.inject(Router).url;
  }

  async settle(wait = 0): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, wait));
    // Not until it is stable: a page that asks its server waits for this spec.
    this.harness.detectChanges();
  }

  async answer(path: string, body: object | null, status = 200): Promise<void> {
    this.http
      .expectOne(({ urlWithParams }) => urlWithParams === `/api/v1/platform/${path}`)
      .flush(body, { status, statusText: 'x' });
    await this.settle();
  }

  /** Also in menus, which lie outside the page. */
  async click(words: string): Promise<void> {
    const buttons = [...document.querySelectorAll<HTMLElement>('button')];
    const found = buttons.find(
      (one) => one.getAttribute('aria-label') === words || one.textContent.trim() === words,
    );
    if (!found) throw new Error(`There is no button ${words}`);
    found.click();
    await this.settle();
  }

  async type(words: string): Promise<void> {
    const field = this.element.querySelector<HTMLInputElement>('input[type=search]');
    if (!field) throw new Error('There is no field to look for something');
    field.value = words;
    field.dispatchEvent(new Event('input'));
    await this.settle(300);
  }
}
