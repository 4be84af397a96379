import { type SpoiltField } from '../networks/network';
import { type Fault, type Faults, ROW_FAULTS, type Target } from './fault';

/** Thrown when a page is to fail: the server answers 500. */
export class FailedPage extends Error {}

function spoilAt(holder: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) {
    holder[name] = value;
    return;
  }
  const inner = holder[name];
  const next: unknown = Array.isArray(inner) ? inner[0] : inner;
  if (typeof next === 'object' && next !== null) spoilAt(next as Record<string, unknown>, rest, value);
}

/** A copy of the rows whose first has a field that cannot be read. */
function spoilt<Row extends object>(
  rows: readonly Row[],
  { path, value }: { path: string; value: unknown },
): Row[] {
  const copies = structuredClone(rows) as Row[];
  const first = copies[0];
  if (first !== undefined) spoilAt(first as Record<string, unknown>, path.split('.'), value);
  return copies;
}

interface Listing {
  readonly faults: Faults;
  readonly target: Target;
  readonly spoilt: SpoiltField;
  readonly struck: (fault: Fault) => void;
}

/** The function a network passes its rows through. */
export function rowFaults({ faults, target, spoilt: field, struck }: Listing) {
  return <Row extends object>(page: number, rows: readonly Row[]): readonly Row[] => {
    const fault = faults.take(ROW_FAULTS, target, page);
    if (fault === undefined) return rows;
    struck(fault);
    const first = rows[0];
    switch (fault.kind) {
      case 'page-n-fails':
        throw new FailedPage();
      case 'empty-list':
        return [];
      case 'duplicate-row':
        return first === undefined ? rows : [...rows, first];
      default:
        return spoilt(rows, { path: fault.field ?? field.path, value: fault.value ?? field.value });
    }
  };
}
