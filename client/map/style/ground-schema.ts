import type { ExpressionSpecification } from 'maplibre-gl';

/** Classes of streets, the largest first. */
export const STREET_CLASSES = [
  'motorway',
  'trunk',
  'primary',
  'secondary',
  'tertiary',
  'residential',
  'service',
  'path',
] as const;
export type StreetClass = (typeof STREET_CLASSES)[number];

/** Features of one layer of the tiles. */
export type Part = { layer: string; filter: ExpressionSpecification };
/** Features with a name. */
export type NamedPart = Part & { name: ExpressionSpecification };

/** Places of the parts of a ground in the tiles of one schema. */
export type GroundSchema = {
  green: readonly Part[];
  built: readonly Part[];
  water: readonly Part[];
  waterways: readonly Part[];
  rail: readonly Part[];
  buildings: readonly Part[];
  /** `class` gives a {@link StreetClass}; other values are not drawn. */
  streets: Part & { class: ExpressionSpecification; bridge: ExpressionSpecification };
  streetNames: NamedPart & { class: ExpressionSpecification };
  waterNames: readonly NamedPart[];
  quarterNames: readonly NamedPart[];
};

const POLYGON: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];
const LINE: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
const NAME: ExpressionSpecification = ['coalesce', ['get', 'name'], ''];
const NAMED: ExpressionSpecification = ['!=', NAME, ''];
const get = (property: string): ExpressionSpecification => ['get', property];
const both = (...filters: ExpressionSpecification[]): ExpressionSpecification => [
  'all',
  ...filters,
];
const oneOf = (value: ExpressionSpecification, words: string): ExpressionSpecification => [
  'in',
  value,
  ['literal', words.split(' ')],
];

/** The class of a value of the tag `highway`; anything else is a path, which is drawn the thinnest. */
function classOf(value: ExpressionSpecification): ExpressionSpecification {
  return [
    'match',
    value,
    ['motorway', 'motorway_link'],
    'motorway',
    ['trunk', 'trunk_link'],
    'trunk',
    ['primary', 'primary_link'],
    'primary',
    ['secondary', 'secondary_link'],
    'secondary',
    ['tertiary', 'tertiary_link'],
    'tertiary',
    ['residential', 'unclassified', 'living_street', 'minor', 'road', 'pedestrian'],
    'residential',
    ['service', 'track', 'busway'],
    'service',
    'path',
  ];
}

const GREEN =
  'park forest wood grass grassland meadow garden cemetery grave_yard farmland farm farmyard orchard vineyard ' +
  'allotments scrub heath nature_reserve national_park golf_course recreation_ground village_green pitch ' +
  'wetland plant_nursery protected_area';
const BUILT =
  'residential commercial industrial retail railway construction brownfield garages urban_area ' +
  'suburb quarter neighbourhood';
const QUARTERS = 'suburb quarter neighbourhood neighborhood macrohood village hamlet borough';
const WATERWAYS = 'river canal stream drain ditch';

/** Tiles of our own ground; the table stands in the README of `server/ground`. */
export const OWN_SCHEMA: GroundSchema = {
  green: [{ layer: 'land', filter: oneOf(get('class'), 'green') }],
  built: [{ layer: 'land', filter: oneOf(get('class'), 'built') }],
  water: [{ layer: 'water', filter: POLYGON }],
  waterways: [{ layer: 'waterways', filter: LINE }],
  rail: [{ layer: 'rail', filter: LINE }],
  buildings: [{ layer: 'buildings', filter: POLYGON }],
  streets: {
    layer: 'streets',
    filter: LINE,
    class: get('class'),
    bridge: ['==', get('bridge'), 1],
  },
  streetNames: { layer: 'streets', filter: both(LINE, NAMED), class: get('class'), name: NAME },
  waterNames: [
    { layer: 'waterways', filter: both(LINE, NAMED), name: NAME },
    { layer: 'labels', filter: oneOf(get('class'), 'water'), name: NAME },
  ],
  quarterNames: [{ layer: 'labels', filter: oneOf(get('class'), 'quarter'), name: NAME }],
};

// Version 4 says `kind`, version 3 said `pmap:kind`.
const kind: ExpressionSpecification = ['coalesce', get('kind'), get('pmap:kind'), ''];
const kindDetail: ExpressionSpecification = [
  'coalesce',
  get('kind_detail'),
  get('pmap:kind_detail'),
  '',
];
const protomapsClass: ExpressionSpecification = [
  'case',
  ['==', kindDetail, ''],
  [
    'match',
    kind,
    'highway',
    'motorway',
    'major_road',
    'primary',
    'medium_road',
    'secondary',
    'minor_road',
    'residential',
    'path',
  ],
  classOf(kindDetail),
];
const protomapsStreet = both(
  LINE,
  oneOf(kind, 'highway major_road medium_road minor_road path other'),
);

/** https://docs.protomaps.com/basemaps/layers */
const PROTOMAPS: GroundSchema = {
  green: [
    { layer: 'landcover', filter: oneOf(kind, GREEN) },
    { layer: 'landuse', filter: both(POLYGON, oneOf(kind, GREEN)) },
  ],
  built: [{ layer: 'landuse', filter: both(POLYGON, oneOf(kind, BUILT)) }],
  water: [{ layer: 'water', filter: POLYGON }],
  waterways: [{ layer: 'water', filter: both(LINE, oneOf(kind, WATERWAYS)) }],
  rail: [{ layer: 'roads', filter: both(LINE, oneOf(kind, 'rail')) }],
  buildings: [{ layer: 'buildings', filter: POLYGON }],
  streets: {
    layer: 'roads',
    filter: protomapsStreet,
    class: protomapsClass,
    bridge: ['any', ['==', get('is_bridge'), true], ['==', get('level'), 1]],
  },
  streetNames: {
    layer: 'roads',
    filter: both(protomapsStreet, NAMED),
    class: protomapsClass,
    name: NAME,
  },
  waterNames: [{ layer: 'water', filter: NAMED, name: NAME }],
  quarterNames: [
    {
      layer: 'places',
      filter: both(NAMED, ['any', oneOf(kind, QUARTERS), oneOf(kindDetail, QUARTERS)]),
      name: NAME,
    },
  ],
};

const omtClass: ExpressionSpecification = ['coalesce', get('class'), ''];
const omtStreet = both(
  LINE,
  oneOf(omtClass, `${STREET_CLASSES.join(' ')} minor track busway pedestrian`),
);

/** https://openmaptiles.org/schema */
const OPENMAPTILES: GroundSchema = {
  green: [
    { layer: 'landcover', filter: oneOf(omtClass, GREEN) },
    { layer: 'landuse', filter: oneOf(omtClass, GREEN) },
    { layer: 'park', filter: POLYGON },
  ],
  built: [{ layer: 'landuse', filter: oneOf(omtClass, BUILT) }],
  water: [{ layer: 'water', filter: POLYGON }],
  waterways: [{ layer: 'waterway', filter: LINE }],
  rail: [{ layer: 'transportation', filter: both(LINE, oneOf(omtClass, 'rail transit')) }],
  buildings: [{ layer: 'building', filter: POLYGON }],
  streets: {
    layer: 'transportation',
    filter: omtStreet,
    class: classOf(omtClass),
    bridge: ['==', get('brunnel'), 'bridge'],
  },
  streetNames: {
    layer: 'transportation_name',
    filter: both(omtStreet, NAMED),
    class: classOf(omtClass),
    name: NAME,
  },
  waterNames: [
    { layer: 'waterway', filter: NAMED, name: NAME },
    { layer: 'water_name', filter: NAMED, name: NAME },
  ],
  quarterNames: [{ layer: 'place', filter: both(NAMED, oneOf(omtClass, QUARTERS)), name: NAME }],
};

const isRail = oneOf(kind, 'rail light_rail tram subway narrow_gauge monorail funicular');
const shortbreadStreet = both(LINE, ['!', isRail]);

/** https://shortbread-tiles.org/schema/1.0/ */
const SHORTBREAD: GroundSchema = {
  green: [{ layer: 'land', filter: oneOf(kind, GREEN) }],
  built: [{ layer: 'land', filter: oneOf(kind, BUILT) }],
  water: [
    { layer: 'ocean', filter: POLYGON },
    { layer: 'water_polygons', filter: POLYGON },
  ],
  waterways: [{ layer: 'water_lines', filter: LINE }],
  rail: [{ layer: 'streets', filter: both(LINE, isRail) }],
  buildings: [{ layer: 'buildings', filter: POLYGON }],
  streets: {
    layer: 'streets',
    filter: shortbreadStreet,
    class: classOf(kind),
    bridge: ['==', get('bridge'), true],
  },
  streetNames: { layer: 'street_labels', filter: NAMED, class: classOf(kind), name: NAME },
  waterNames: [
    { layer: 'water_lines_labels', filter: NAMED, name: NAME },
    { layer: 'water_polygons_labels', filter: NAMED, name: NAME },
  ],
  quarterNames: [{ layer: 'place_labels', filter: both(NAMED, oneOf(kind, QUARTERS)), name: NAME }],
};

/** Finds the schema of an archive by the names of its layers; null for one that is not known. */
export function recogniseSchema(layers: readonly string[]): GroundSchema | null {
  const has = (layer: string) => layers.includes(layer);
  if (has('transportation')) return OPENMAPTILES;
  if (has('roads')) return PROTOMAPS;
  return has('streets') ? SHORTBREAD : null;
}
