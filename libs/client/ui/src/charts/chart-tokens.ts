/** The colours a chart paints with, resolved to something an SVG attribute understands. */
export interface ChartTokens {
  readonly text: string;
  readonly textVariant: string;
  readonly outline: string;
  readonly grid: string;
  readonly card: string;
  readonly quiet: string;
  readonly track: string;
  readonly total: string;
  readonly fill: string;
  readonly positive: string;
  readonly negative: string;
  readonly warning: string;
  readonly warningLine: string;
  readonly fontFamily: string;
  /** Index 0 is slot 1. */
  readonly networks: readonly string[];
}

const COLOURS = {
  text: '--mat-sys-on-surface',
  textVariant: '--mat-sys-on-surface-variant',
  outline: '--mat-sys-outline',
  grid: '--mat-sys-outline-variant',
  card: '--trib-card',
  quiet: '--mat-sys-surface-container',
  track: '--mat-sys-surface-container-high',
  total: '--trib-chart-total',
  fill: '--trib-chart-fill',
  positive: '--trib-positive',
  negative: '--trib-negative',
  warning: '--trib-warning',
  warningLine: '--trib-warning-line',
} as const;

const SLOTS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/**
 * Reads the tokens as the browser computes them. `light-dark()` inside a custom property stays text until a
 * real colour property uses it, so a hidden element wears each token once.
 */
export function readChartTokens(document: Document): ChartTokens {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const colour = (token: string): string => {
    probe.style.color = '';
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color || 'currentColor';
  };
  const colours = Object.fromEntries(
    Object.entries(COLOURS).map(([name, token]) => [name, colour(token)]),
  ) as Record<keyof typeof COLOURS, string>;
  const networks = SLOTS.map((slot) => colour(`--trib-net-${slot}-mark`));
  const fontFamily = getComputedStyle(document.body).fontFamily || 'system-ui';
  probe.remove();
  return { ...colours, networks, fontFamily };
}
