import { encode } from 'uqr';

/** A QR code as one path, a unit square for each dark module. Scanners want four light ones around it. */
export interface QrPath {
  /** Of the square it is drawn in, the quiet zone included. */
  readonly size: number;
  readonly path: string;
}

const QUIET_ZONE = 4;

export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const rows = data.map((modules, row) => rowPath(modules, row));
  return { size, path: rows.join('') };
}

/** Neighbours are drawn as one bar: fewer edges, and none that shows. */
function rowPath(modules: readonly boolean[], row: number): string {
  let path = '';
  for (let column = 0; column < modules.length; column += 1) {
    if (!modules[column]) continue;
    const start = column;
    while (modules[column + 1]) column += 1;
    path += `M${start} ${row}h${column - start + 1}v1h${start - column - 1}z`;
  }
  return path;
}
