import type { NetworkId } from '@tributary/network-simulator';
import { type Cells, NETWORKS, type Scenario } from './scenario';

export interface Played {
  readonly scenario: Scenario;
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

/** Every failure, with scenario and network. */
export function failures(played: readonly Played[]): readonly string[] {
  return played.flatMap(({ scenario, cells }) =>
    [...cells].flatMap(([network, texts]) => texts.map((text) => `${scenario.id} / ${network}: ${text}`)),
  );
}

export function summary(played: readonly Played[]): string {
  const cells = played.flatMap((each) => [...each.cells.values()]);
  const failed = cells.filter((texts) => texts.length > 0).length;
  return `${played.length} scenarios, ${cells.length} scenarios × networks: ${cells.length - failed} ok, ${failed} failed`;
}
