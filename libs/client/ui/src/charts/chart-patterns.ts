import { paletteSlot } from './chart-network';

/** One tile of an SVG pattern, in the shape the SVG renderer of ECharts takes as a colour. */
export interface PatternPaint {
  readonly svgElement: {
    readonly tag: string;
    readonly key: string;
    readonly attrs: Readonly<Record<string, string | number>>;
    readonly children: readonly {
      readonly tag: string;
      readonly key: string;
      readonly attrs: Readonly<Record<string, string | number>>;
    }[];
  };
  readonly svgWidth: number;
  readonly svgHeight: number;
}

export type PatternKind = 'diagonal' | 'horizontal' | 'dots' | 'vertical' | 'cross';

const TILE = 7;
const STRIPES = `M-1,1 l2,-2 M0,${TILE} L${TILE},0 M${TILE - 1},${TILE + 1} l2,-2`;
const PATHS: Readonly<Record<PatternKind, string>> = {
  diagonal: STRIPES,
  horizontal: `M0,1.5 H${TILE} M0,5 H${TILE}`,
  vertical: `M1.5,0 V${TILE} M5,0 V${TILE}`,
  dots: 'M1.75,1.75 h0.01 M5.25,5.25 h0.01',
  cross: `${STRIPES} M-1,${TILE - 1} l2,2 M0,0 L${TILE},${TILE} M${TILE - 1},-1 l2,2`,
};
/** By slot, from the palette: the first network stays solid, reserves are told apart by monogram. */
const BY_SLOT: readonly (PatternKind | null)[] = [
  null,
  'diagonal',
  'horizontal',
  'dots',
  'vertical',
  'cross',
  null,
  null,
];

export function patternOfSlot(slot: number): PatternKind | null {
  return BY_SLOT[paletteSlot(slot) - 1] ?? null;
}

/** `ink` drawn over `ground`; a transparent ground makes a hatching. */
export function patternPaint(kind: PatternKind, ink: string, ground: string): PatternPaint {
  return {
    svgElement: {
      tag: 'g',
      key: `trib-${kind}`,
      attrs: {},
      children: [
        { tag: 'rect', key: 'ground', attrs: { width: TILE, height: TILE, fill: ground } },
        {
          tag: 'path',
          key: 'ink',
          attrs: {
            d: PATHS[kind],
            stroke: ink,
            'stroke-width': kind === 'dots' ? 2 : 1.5,
            'stroke-linecap': kind === 'dots' ? 'round' : 'butt',
            fill: 'none',
          },
        },
      ],
    },
    svgWidth: TILE,
    svgHeight: TILE,
  };
}

/** The paint of a network's area: its hue, with its pattern cut out of it where patterns are asked for. */
export function networkPaint(
  slot: number,
  colours: { readonly mark: string; readonly ground: string },
  patterns: boolean,
): string | PatternPaint {
  const kind = patterns ? patternOfSlot(slot) : null;
  return kind === null ? colours.mark : patternPaint(kind, colours.ground, colours.mark);
}
