import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';
import { RING_WIDTH, RINGS, STATUS_COLOURS } from '#server/contract/status-look.ts';
import { POINT_TILE_ZOOMS } from '#server/contract/tile-fields.ts';
import { POINTS_LAYER } from '#server/contract/tile.ts';

const SUSPECTED = POINT_FLAGS.indexOf('suspected');
const RECURRING = POINT_STATUSES.indexOf('recurring');
/** Pixels from a ring to the line of a suspicion around it. */
const SUSPICION_BEYOND = 5;
const SOURCE = 'dia-ban-points';

/**
 * Writes a style of MapLibre and Mapbox (version 8) over the tiles of the points: single points with the signs of our
 * map, cells as rings that grow with their count. No text, so that it needs no font.
 * @param root address of the server
 */
export function mapStyle(root: string) {
  const { surface, status, suspected } = STATUS_COLOURS.light;
  const [one, many] = [
    ['!', ['has', 'n']],
    ['has', 'n'],
  ];
  const colours = POINT_STATUSES.map((name) => status[name]);
  return {
    version: 8,
    name: 'Địa Bàn',
    sprite: `${root}/ogc/collections/points/styles/signs`,
    sources: {
      [SOURCE]: {
        type: 'vector',
        tiles: [`${root}/api/tiles/points/{z}/{x}/{y}.mvt`],
        minzoom: POINT_TILE_ZOOMS.first,
        maxzoom: POINT_TILE_ZOOMS.last,
      },
    },
    layers: [
      {
        ...layerOf('cells', 'circle', many),
        paint: {
          'circle-color': surface,
          'circle-radius': ringRadius(-RING_WIDTH),
          'circle-stroke-width': RING_WIDTH,
          'circle-stroke-color': mostOf(colours),
        },
      },
      {
        ...layerOf('recurrences', 'circle', ['all', many, ['>', countOf('s', RECURRING), 0]]),
        paint: { 'circle-color': status.recurring, 'circle-radius': 8 },
      },
      {
        ...layerOf('suspicions', 'circle', ['all', many, ['>', countOf('f', SUSPECTED), 0]]),
        paint: {
          'circle-opacity': 0,
          'circle-radius': ringRadius(SUSPICION_BEYOND),
          'circle-stroke-width': 1.6,
          'circle-stroke-color': suspected,
        },
      },
      {
        ...layerOf('signs', 'symbol', one),
        layout: {
          'icon-image': imageName(),
          'icon-allow-overlap': true,
          'icon-padding': 0,
          'symbol-sort-key': ['match', ['get', 'status'], RECURRING, 2, isSuspected(1, 0)],
        },
      },
    ],
  };
}

const layerOf = (id: string, type: string, filter: unknown) => ({
  id,
  type,
  source: SOURCE,
  'source-layer': POINTS_LAYER,
  filter,
});

const countOf = (letter: 's' | 'f', position: number) => [
  'to-number',
  ['get', `${letter}${position}`],
  0,
];

/** Radius of a ring by the count of its points, and some pixels more. */
function ringRadius(more: number): unknown {
  const [smallest, ...larger] = RINGS;
  const steps = larger.flatMap(({ from, radius }) => [from, radius + more]);
  return ['step', ['get', 'n'], smallest.radius + more, ...steps];
}

/** The colour of the status that most points of a cell have. */
function mostOf(colours: readonly string[]): unknown {
  const most = ['max', ...colours.map((_, position) => countOf('s', position))];
  const cases = colours
    .map((colour, position) => [['==', countOf('s', position), most], colour])
    .toReversed();
  return ['case', ...cases.flat(), colours[0]];
}

/** One of two values, by the bit of the flag. The language of styles has no bits: halves are rounded down instead. */
function isSuspected<T>(yes: T, no: T): unknown {
  const shifted = ['floor', ['/', ['to-number', ['get', 'flags'], 0], 2 ** SUSPECTED]];
  return ['case', ['==', ['%', shifted, 2], 1], yes, no];
}

function imageName(): unknown {
  const statuses = POINT_STATUSES.flatMap((status, position) => [position, status]);
  const status = ['match', ['get', 'status'], ...statuses, POINT_STATUSES[0]];
  return ['concat', status, isSuspected('-suspected', '')];
}
