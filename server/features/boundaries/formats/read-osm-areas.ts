import type { Commune } from '#server/contract/commune.ts';
import { AppError } from '#server/contract/problem.ts';
import { assembleArea } from '#server/methods/osm/assemble-rings.ts';
import type { OsmData, OsmRelation, OsmTags, OsmWanted } from '#server/methods/osm/osm-data.ts';

import { BoundaryFileError } from './boundary-file-error.ts';
import type { MapFeature, MapLayer } from '#server/map-files/map-file.ts';
import { placeFile, type PlacedBoundaries } from './place-boundaries.ts';
import { boundaryFileOf } from './read-boundary-file.ts';

/** Levels below provinces; the countries of the world use them differently. https://wiki.openstreetmap.org/wiki/Key:admin_level */
const LEVELS = ['5', '6', '7', '8', '9', '10'];
const MOST_NAMED = 50;

const isAdministrative = (tags: OsmTags) =>
  tags['boundary'] === 'administrative' && LEVELS.includes(tags['admin_level'] ?? '');

export const WANTED_FOR_AREAS: OsmWanted = {
  node: () => false,
  way: () => false,
  relation: isAdministrative,
};

export type PlacedOsmAreas = {
  placed: PlacedBoundaries;
  /** Tags of the relation that stands for each commune, by the commune's code. */
  tags: ReadonlyMap<string, OsmTags>;
  /** Names of areas whose border the extract has cut; at most {@link MOST_NAMED}. */
  cutOff: string[];
};

/**
 * Finds the communes among the administrative areas of OSM data, as {@link placeFile} does for a boundary file. Of
 * the levels of administration the one is taken in which most communes are found. Areas of which a part of the
 * border is missing are left out.
 * @throws AppError `boundary.nothing_matched` when no area is a commune's
 */
export function placeOsmAreas(data: OsmData, communes: readonly Commune[]): PlacedOsmAreas {
  const found = LEVELS.flatMap((level) => placeLevel(data, level, communes) ?? []);
  const best = found.toSorted(
    (one, other) => other.placed.report.matched.total - one.placed.report.matched.total,
  )[0];
  if (best === undefined) throw new AppError('boundary.nothing_matched');
  return best;
}

/** Null when the level has no usable area, or none that is a commune's. */
function placeLevel(
  data: OsmData,
  level: string,
  communes: readonly Commune[],
): PlacedOsmAreas | null {
  const relations = data.relations.filter(
    ({ tags }) => isAdministrative(tags) && tags['admin_level'] === level,
  );
  const cutOff: string[] = [];
  const whole: { relation: OsmRelation; feature: MapFeature }[] = [];
  for (const relation of relations) {
    const { polygons, openChains, missing } = assembleArea(relation, data);
    if (openChains > 0 || missing > 0 || polygons.length === 0) {
      cutOff.push(relation.tags['name'] ?? String(relation.id));
    } else
      whole.push({
        relation,
        feature: {
          properties: { ...relation.tags },
          geometry: { type: 'MultiPolygon', coordinates: polygons },
        },
      });
  }
  if (whole.length === 0) return null;
  try {
    const file = boundaryFileOf(
      layerOf(
        level,
        whole.map(({ feature }) => feature),
      ),
    );
    const placed = placeFile(file, communes, false);
    const tags = new Map(
      placed.areas.flatMap(({ commune, feature }) => {
        const relation = whole[feature]?.relation;
        return relation === undefined ? [] : [[commune.code, relation.tags] as const];
      }),
    );
    return { placed, tags, cutOff: cutOff.slice(0, MOST_NAMED) };
  } catch (error) {
    const isUseless =
      error instanceof BoundaryFileError ||
      (error instanceof AppError && error.code === 'boundary.nothing_matched');
    if (isUseless) return null;
    throw error;
  }
}

function layerOf(level: string, features: MapFeature[]): MapLayer<'osm'> {
  return {
    format: 'osm',
    layer: `admin_level=${level}`,
    crs: { from: 'geojson_default', srid: 4326, wkt: null },
    features,
    text: 'unicode',
    declaredEncoding: null,
    warnings: [],
  };
}
