import { type SpoiltField } from '../networks/network';
import { type Fault, type Faults, ROW_FAULTS, type Target } from './fault';

/** Thrown when a page is to fail: the server answers 500. */
export class FailedPage extends Error {}

interface Change {
  readonly path: string;
  readonly value: unknown;
  readonly isMissing: boolean;
}

function changeAt(holder: Record<string, unknown>, path: readonly string[], change: Change): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) {
    if (change.isMissing) Reflect.deleteProperty(holder, name);
    else holder[name] = change.value;
    return;
  }
  const inner = holder[name];
  const next: unknown = Array.isArray(inner) ? inner[0] : inner;
  if (typeof next === 'object' && next !== null) changeAt(next as Record<string, unknown>, rest, change);
}

/** A copy of a row with another value, or none, in one field. */
function changed<Row extends object>(row: Row, change: Change): Row {
  const copy = structuredClone(row);
  changeAt(copy as Record<string, unknown>, change.path.split('.'), change);
  return copy;
}

interface Listing {
  readonly faults: Faults;
  readonly target: Target;
  readonly spoilt: SpoiltField;
  readonly struck: (fault: Fault) => void;
}

/** The first row of a page, kept for the pages after it. */
const FIRST_ROWS = new WeakMap<Fault, object>();

/** The function a network passes its rows through. */
export function rowFaults({ faults, target, spoilt, struck }: Listing) {
  const changeOf = ({ field, value, isMissing = false }: Fault): Change => ({
    path: field ?? spoilt.path,
    value: value === undefined ? spoilt.value : value,
    isMissing,
  });
  const apply = <Row extends object>(fault: Fault, page: number, rows: readonly Row[]): readonly Row[] => {
    const first = rows[0];
    switch (fault.kind) {
      case 'page-n-fails':
        throw new FailedPage();
      case 'empty-list':
        return [];
      case 'duplicate-row':
        return first === undefined ? rows : [...rows, first];
      case 'repeated-row':
        return withRepeated(fault, page, { rows, change: changeOf(fault) });
      default:
        return rows.map((row, index) => (index === (fault.row ?? 0) ? changed(row, changeOf(fault)) : row));
    }
  };
  return <Row extends object>(page: number, rows: readonly Row[]): readonly Row[] =>
    faults.takeAll(ROW_FAULTS, target, page).reduce((left, fault) => {
      struck(fault);
      return apply(fault, page, left);
    }, rows);
}

/** The first row of the first page comes once more on every later one, with another value. */
function withRepeated<Row extends object>(
  fault: Fault,
  page: number,
  { rows, change }: { rows: readonly Row[]; change: Change },
): readonly Row[] {
  const [first] = rows;
  if (page === 1 && first !== undefined) FIRST_ROWS.set(fault, first);
  const kept = FIRST_ROWS.get(fault) as Row | undefined;
  return page === 1 || kept === undefined ? rows : [...rows, changed(kept, change)];
}

/** What a listing holds when a page after the first is asked for: rows came in before it, or were taken away. */
export function movedRows({ faults, target, struck }: Omit<Listing, 'spoilt'>) {
  return <Row>(page: number, rows: readonly Row[]): readonly Row[] => {
    const fault = page === 1 ? undefined : faults.take(['moved-rows'], target, page);
    if (fault === undefined) return rows;
    struck(fault);
    const by = fault.by ?? 1;
    return by < 0 ? rows.slice(-by) : [...rows.slice(0, by), ...rows];
  };
}
