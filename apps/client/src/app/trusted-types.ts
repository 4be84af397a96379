interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML: (text: string) => string | null }): unknown;
}

declare global {
  interface Window {
    /** Not in every browser, and not yet in the compiler's own list. */
    trustedTypes?: PolicyFactory;
  }
}

/**
 * Where a content security policy demands Trusted Types, ECharts may still empty its own element by
 * `innerHTML = ''`. Nothing but the empty text passes, so no markup gets in this way.
 * The policy must be named in the header: `trusted-types angular angular#bundler angular#components default`.
 */
export function allowEmptyMarkupOnly(window: Pick<Window, 'trustedTypes'>): void {
  window.trustedTypes?.createPolicy('default', { createHTML: onlyEmpty });
}

/** null means refused. */
export function onlyEmpty(text: string): string | null {
  return text === '' ? '' : null;
}
