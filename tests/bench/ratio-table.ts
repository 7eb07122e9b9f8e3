import type { Row } from './row.ts';

const PRODUCT = 'engine over HTTP';
const FILTERS = ['no filter', 'two statuses', 'one commune', 'as of'];
const ZOOMS = [6, 10, 14];
const NONE = '–';

/** Formats the competitors' times as multiples of the product's, as a Markdown table; empty without tiles. */
export function ratioTable(rows: readonly Row[]): string[] {
  const values = new Map(
    rows.map(({ subject, case: name, metric, value }) => [
      [subject, name, metric].join('|'),
      value,
    ]),
  );
  const valueOf = (...parts: string[]) => values.get(parts.join('|'));
  const own = (z: number, filter: string) => valueOf(PRODUCT, `z${z}, ${filter}`, 'p50');
  if (own(6, 'no filter') === undefined) return [];

  const tiles = ['ST_AsMVT of points', 'table of cells'].flatMap((subject) =>
    ZOOMS.map((z) => [
      `${subject}, a tile at z${z}`,
      ...FILTERS.map((filter) =>
        ratio(valueOf(subject, `z${z}, ${filter}`, 'p50'), own(z, filter)),
      ),
    ]),
  );
  const clusters = [
    'supercluster, the first tile of a filter',
    ...FILTERS.map((filter) => {
      const name = `${filter}, an index of its own`;
      const parts = ['read', 'index'].map((part) =>
        valueOf('supercluster on the server', name, part),
      );
      const [read, index] = parts;
      const both = read === undefined || index === undefined ? undefined : read + index;
      return ratio(both, own(6, filter));
    }),
  ];
  const maps = ['idle after', 'heap'].map((metric) => [
    metric === 'heap'
      ? 'MapLibre clustering GeoJSON, memory'
      : 'MapLibre clustering GeoJSON, first map',
    ratio(
      valueOf('MapLibre clustering GeoJSON', 'first map at z10', metric),
      valueOf('MapLibre with the tiles', 'first map at z10', metric),
    ),
    ...FILTERS.slice(1).map(() => NONE),
  ]);
  const lines = [
    ['times as much as the product', ...FILTERS],
    ['---', '--:', '--:', '--:', '--:'],
  ];
  return [...lines, ...tiles, clusters, ...maps].map((cells) => `| ${cells.join(' | ')} |`);
}

function ratio(theirs: number | undefined, own: number | undefined): string {
  if (theirs === undefined || own === undefined || own === 0) return NONE;
  const times = theirs / own;
  return `${times.toLocaleString('en', { maximumFractionDigits: times < 10 ? 1 : 0 })} ×`;
}
