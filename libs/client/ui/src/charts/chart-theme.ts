import { DOCUMENT, DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { readChartTokens } from './chart-tokens';
import { echartsTheme } from './echarts-theme';

/**
 * One theme for every chart, read from the CSS tokens and read again when the page turns light or dark,
 * when the system asks for less movement or forces its colours, and for paper.
 */
@Injectable({ providedIn: 'root' })
export class ChartTheme {
  private readonly document = inject(DOCUMENT);
  private readonly destroyed = inject(DestroyRef);

  private readonly read = signal(readChartTokens(this.document));
  private readonly wantsPatterns = signal(false);

  readonly tokens = this.read.asReadonly();
  readonly reducedMotion = this.follow('(prefers-reduced-motion: reduce)');
  private readonly forcedColours = this.follow('(forced-colors: active)');
  private readonly onPaper = this.follow('print');

  /** Patterns beside hues: in print, in forced colours, and when a person asks for them. */
  readonly patterns = computed(() => this.wantsPatterns() || this.forcedColours() || this.onPaper());
  readonly echarts = computed(() => echartsTheme(this.tokens(), this.reducedMotion()));

  constructor() {
    this.follow('(prefers-color-scheme: dark)', () => {
      this.refresh();
    });
    const observer = new MutationObserver(() => {
      this.refresh();
    });
    observer.observe(this.document.documentElement, {
      attributes: true,
      attributeFilter: ['class', 'style', 'data-theme', 'data-color-scheme'],
    });
    this.destroyed.onDestroy(() => {
      observer.disconnect();
    });
  }

  /** The setting "patterns in charts". */
  showPatterns(show: boolean): void {
    this.wantsPatterns.set(show);
  }

  private refresh(): void {
    const next = readChartTokens(this.document);
    if (JSON.stringify(next) !== JSON.stringify(this.read())) this.read.set(next);
  }

  /** A window that knows media queries: jsdom's does not. */
  private windowOf(): Window | null {
    const { defaultView } = this.document;
    return defaultView !== null && 'matchMedia' in defaultView ? defaultView : null;
  }

  private follow(query: string, changed?: () => void) {
    const media = this.windowOf()?.matchMedia(query);
    const matches = signal(media?.matches ?? false);
    const listener = (event: MediaQueryListEvent): void => {
      matches.set(event.matches);
      changed?.();
    };
    media?.addEventListener('change', listener);
    this.destroyed.onDestroy(() => media?.removeEventListener('change', listener));
    return matches.asReadonly();
  }
}
