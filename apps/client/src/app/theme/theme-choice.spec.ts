import { TestBed } from '@angular/core/testing';
import { ThemeChoice } from './theme-choice';

describe('ThemeChoice', () => {
  const chosen = () => document.documentElement.dataset.theme;

  beforeEach(() => {
    localStorage.clear();
    delete document.documentElement.dataset.theme;
  });

  it('follows the system until somebody chooses', () => {
    TestBed.inject(ThemeChoice).apply();
    expect(TestBed.inject(ThemeChoice).theme()).toBe('system');
    expect(chosen()).toBeUndefined();
  });

  it('remembers the choice and goes back to the system', () => {
    TestBed.inject(ThemeChoice).choose('dark');
    expect(chosen()).toBe('dark');

    TestBed.resetTestingModule();
    const later = TestBed.inject(ThemeChoice);
    expect(later.theme()).toBe('dark');
    later.choose('system');
    expect(chosen()).toBeUndefined();
  });

  it('ignores what it does not know', () => {
    localStorage.setItem('tributary.theme', 'neon');
    expect(TestBed.inject(ThemeChoice).theme()).toBe('system');
  });
});
