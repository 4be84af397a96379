import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ExpectedNetworks } from './expected-networks';

describe('ExpectedNetworks', () => {
  afterEach(() => {
    localStorage.clear();
  });

  it('are all six at first, then as many as were shown last on this device', () => {
    expect(TestBed.inject(ExpectedNetworks).count()).toBe(6);
    TestBed.inject(ExpectedNetworks).remember(2);
    expect(TestBed.inject(ExpectedNetworks).count()).toBe(2);
  });

  it.each(['many', '0', '-1', '2.5', '1000000', ''])('are six where "%s" is stored', (stored) => {
    localStorage.setItem('tributary.networks', stored);
    expect(TestBed.inject(ExpectedNetworks).count()).toBe(6);
  });

  it('are six where storage is blocked, and nothing fails', () => {
    const defaultView = {
      get localStorage(): Storage {
        throw new Error('blocked');
      },
    };
    TestBed.configureTestingModule({ providers: [{ provide: DOCUMENT, useValue: { defaultView } }] });
    const expected = TestBed.inject(ExpectedNetworks);
    expected.remember(2);
    expect(expected.count()).toBe(6);
  });
});
