import { paletteSlot } from './chart-network';
import { tipBox, tipHead, tipRow } from './chart-tip';
import type { TrendDay, TrendMode, TrendView } from './trend-view';

/** The tooltip of one day: title and count, the rows with their line sample, the change last. */
export function trendTip(day: TrendDay, view: TrendView, mode: TrendMode): HTMLElement {
  const box = tipBox(tipHead(day.title, day.salesText));
  if (mode === 'network') {
    for (const network of view.networks) {
      const found = day.networks.find((value) => value.code === network.code);
      if (found === undefined) continue;
      box.append(
        tipRow({ name: network.name, value: found.text, sample: `net-${paletteSlot(network.slot)}` }),
      );
    }
    return box;
  }
  box.append(tipRow({ name: 'Earnings', value: day.text, sample: 'total', strong: true }));
  if (day.previous !== null) {
    box.append(tipRow({ name: day.previous.title, value: day.previous.text, sample: 'previous' }));
  }
  if (day.change !== null) {
    box.append(
      tipRow({
        name: 'Change',
        value: `${arrow(day.change.text)} ${day.change.text}`,
        tone: day.change.tone,
      }),
    );
  }
  if (day.notRead.length > 0) {
    box.append(tipRow({ name: `${day.notRead.join(', ')} not read`, value: '', tone: 'warning' }));
  }
  return box;
}

/** The same words for a screen reader. */
export function trendSpoken(day: TrendDay): string {
  const parts = [
    day.title,
    `Earnings ${day.text}`,
    day.salesText,
    day.previous === null ? '' : `${day.previous.title} ${day.previous.text}`,
    day.change === null ? '' : `change ${day.change.text}`,
    day.notRead.length === 0 ? '' : `${day.notRead.join(', ')} not read`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function arrow(change: string): string {
  return change.startsWith('\u2212') ? '↓' : '↑';
}
