import type { NetworkId } from '@tributary/network-simulator';
import { type Cells, NETWORKS } from './scenario';

export interface Played {
  readonly scenario: { readonly id: string; readonly title: string };
  readonly cells: Cells;
}

const NOT_APPLICABLE = 'n.a.';

function cellText(cells: Cells, network: NetworkId): string {
  const failures = cells.get(network);
  if (failures === undefined) return NOT_APPLICABLE;
  return failures.length === 0 ? 'ok' : 'FAIL';
}

/** Scenario rows, network columns. */
export function table(played: readonly Played[]): string {
  const head = ['scenario', ...NETWORKS];
  const rows = played.map(({ scenario, cells }) => [
    scenario.title,
    ...NETWORKS.map((network) => cellText(cells, network)),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ');
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** Every failure once, with scenario and networks. */
export function failures(played: readonly Played[]): readonly string[] {
  return played.flatMap(({ scenario, cells }) => {
    const networks = new Map<string, NetworkId[]>();
    for (const [network, texts] of cells) {
      for (const text of texts) networks.set(text, [...(networks.get(text) ?? []), network]);
    }
    return [...networks].map(([text, where]) => `${scenario.id} / ${where.join(', ')}: ${text}`);
  });
}

export function summary(played: readonly Played[]): string {
  const cells = played.flatMap((each) => [...each.cells.values()]);
  const failed = cells.filter((texts) => texts.length > 0).length;
  return `${played.length} scenarios, ${cells.length} scenarios × networks: ${cells.length - failed} ok, ${failed} failed`;
}
