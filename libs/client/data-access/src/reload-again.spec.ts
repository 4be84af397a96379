import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { reloadAgain } from './reload-again';

describe('reloadAgain', () => {
  const isLoading = signal(false);
  let reloads: number;
  let reload: () => void;

  beforeEach(() => {
    isLoading.set(false);
    reloads = 0;
    const resource = {
      isLoading,
      reload: () => {
        if (isLoading()) return false;
        reloads += 1;
        isLoading.set(true);
        return true;
      },
    };
    reload = TestBed.runInInjectionContext(() => reloadAgain(resource));
  });

  it('reads anew at once, where nothing is on its way', () => {
    reload();
    TestBed.tick();
    expect(reloads).toBe(1);
  });

  it('reads once more after what is on its way, however often that was wished for', () => {
    reload();
    reload();
    reload();
    TestBed.tick();
    expect(reloads).toBe(1);
    isLoading.set(false);
    TestBed.tick();
    expect(reloads).toBe(2);
    isLoading.set(false);
    TestBed.tick();
    expect(reloads).toBe(2);
  });
});
