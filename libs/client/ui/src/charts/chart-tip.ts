import type { ChartTone } from './chart-network';

export interface TipRow {
  readonly name: string;
  readonly value: string;
  /** `total`, `previous`, `net-<slot>`, …: which line the row belongs to. */
  readonly sample?: string;
  readonly tone?: ChartTone | 'warning';
  readonly strong?: boolean;
}

/** Tooltips are built from nodes, never from markup: a label somebody typed stays text. */
export function tipBox(...children: readonly HTMLElement[]): HTMLElement {
  const box = node('div', 'trib-tip');
  box.append(...children);
  return box;
}

export function tipHead(title: string, count: string): HTMLElement {
  const head = node('div', 'trib-tip-head');
  head.append(node('strong', '', title), node('span', '', count));
  return head;
}

export function tipRow(row: TipRow): HTMLElement {
  const line = node('div', 'trib-tip-row');
  if (row.sample !== undefined) line.append(node('i', `trib-tip-sample trib-tip-${row.sample}`));
  line.append(node('span', 'trib-tip-name', row.name));
  const value = node('span', `trib-tip-value trib-tip-tone-${row.tone ?? 'plain'}`, row.value);
  if (row.strong === true) value.classList.add('trib-tip-strong');
  line.append(value);
  return line;
}

function node(tag: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  if (text !== '') element.textContent = text;
  return element;
}
