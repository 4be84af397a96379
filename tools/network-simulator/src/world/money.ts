/** Money inside the world is whole minor units; only two-decimal currencies are sold here. */
export function decimal(minor: number): string {
  const size = Math.abs(minor);
  return `${minor < 0 ? '-' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`;
}

/** ClickBank-like text: as few decimals as the value allows, but one at least (`0.0`, `11.94`). */
export function shortDecimal(minor: number): string {
  return minor % 10 === 0 ? decimal(minor).slice(0, -1) : decimal(minor);
}

/** A JSON number of major units. */
export function major(minor: number): number {
  return minor / 100;
}
