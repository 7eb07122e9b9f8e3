import { GROUND_LAYERS, GROUND_ZOOMS } from '#server/contract/ground.ts';
import { POINT_TILE_FIELDS, POINT_TILE_ZOOMS } from '#server/contract/tile-fields.ts';
import { POINTS_LAYER } from '#server/contract/tile.ts';

import { CRS84 } from './crs.ts';
import { type Link, link } from './links.ts';

/** The one grid of all tiles: squares of Web Mercator (OGC 17-083r4, annex D.1). */
export const TILE_MATRIX_SET = 'WebMercatorQuad';

/** West, south, east, north; null where nothing is there. */
export type Extent = readonly [number, number, number, number] | null;

const REL = 'http://www.opengis.net/def/rel/ogc/1.0';
const REGISTERED = `http://www.opengis.net/def/tilematrixset/OGC/1.0/${TILE_MATRIX_SET}`;
const WEB_MERCATOR = 'http://www.opengis.net/def/crs/EPSG/0/3857';
const MVT = 'application/vnd.mapbox-vector-tile';
const JSON_TYPE = 'application/json';
const LARGEST_ZOOM = 22;
/** Metres from the middle of the square of Web Mercator to its edge. */
const HALF_A_SIDE = 20_037_508.342789244;
const PIXELS = 256;
/** Metres of one pixel of the standard, by which a scale is a number. */
const STANDARD_PIXEL = 0.000_28;

/** Tiles of one subject in the one grid. */
export type Tileset = {
  title: string;
  /** Address whose `/tiles` lists them: of a collection, or of the whole interface. */
  own: string;
  /** Address of one tile with `{tileMatrix}`, `{tileCol}` and `{tileRow}`, and that of its TileJSON. */
  tile: string;
  tileJson: string;
  layers: readonly TileLayer[];
  extent: Extent;
};
type TileLayer = {
  id: string;
  zooms: { first: number; last: number };
  fields: Readonly<Record<string, string>>;
};

/** Makes the tileset of the points of a reader. */
export function pointTileset(base: string, title: string, extent: Extent): Tileset {
  return {
    title,
    own: `${base}/collections/points`,
    ...addressesOf(base, 'points'),
    layers: [{ id: POINTS_LAYER, zooms: POINT_TILE_ZOOMS, fields: POINT_TILE_FIELDS }],
    extent,
  };
}

/** Makes the tileset of the ground in force: land, water, streets and their names. */
export function groundTileset(
  base: string,
  { version, bounds }: { version: string; bounds: readonly [number, number, number, number] },
): Tileset {
  const { tile, tileJson } = addressesOf(base, 'ground');
  const layers = Object.entries(GROUND_LAYERS).map(([id, classes]) => ({
    id,
    zooms: GROUND_ZOOMS,
    fields: classes.length === 0 ? {} : { class: classes.join(', ') },
  }));
  const title = 'Bản đồ nền';
  return { title, own: base, tile: `${tile}?v=${version}`, tileJson, layers, extent: bounds };
}

function addressesOf(base: string, of: 'points' | 'ground') {
  const root = `${base.slice(0, -'/ogc'.length)}/api/tiles/${of}`;
  return { tile: `${root}/{tileMatrix}/{tileCol}/{tileRow}.mvt`, tileJson: `${root}.json` };
}

/** Link from a collection, or from the first page, to its list of tilesets. */
export function tilesetsLink(own: string): Link {
  return link(`${own}/tiles`, `${REL}/tilesets-vector`, JSON_TYPE, 'Các bộ ô bản đồ');
}

export function tilingSchemesLink(base: string): Link {
  return link(`${base}/tileMatrixSets`, `${REL}/tiling-schemes`, JSON_TYPE);
}

/** Lists tilesets (OGC API Tiles, clause 9). */
export function tilesetsDocument(base: string, own: string, tilesets: readonly Tileset[]) {
  return {
    links: [
      link(`${own}/tiles`, 'self', JSON_TYPE),
      link(`${own}/tiles?f=html`, 'alternate', 'text/html'),
    ],
    tilesets: tilesets.map((tileset) => ({
      ...headOf(tileset),
      links: [self(tileset), schemeLink(base)],
    })),
  };
}

/** Describes one tileset (OGC 17-083r4, clause 7). */
export function tilesetDocument(base: string, tileset: Tileset) {
  const { tile, tileJson, extent, layers } = tileset;
  return {
    ...headOf(tileset),
    ...(extent !== null && {
      boundingBox: {
        lowerLeft: [extent[0], extent[1]],
        upperRight: [extent[2], extent[3]],
        crs: CRS84.uri,
        orderedAxes: ['Lon', 'Lat'],
      },
    }),
    layers: layers.map(({ id, zooms, fields }) => ({
      id,
      dataType: 'vector',
      minTileMatrix: String(zooms.first),
      maxTileMatrix: String(zooms.last),
      propertiesSchema: { type: 'object', properties: schemaOf(fields) },
    })),
    links: [
      self(tileset),
      link(`${tileset.own}/tiles/${TILE_MATRIX_SET}?f=html`, 'alternate', 'text/html'),
      schemeLink(base),
      link(tileJson, 'describedby', JSON_TYPE, 'TileJSON'),
      { ...link(tile, 'item', MVT, 'MVT'), templated: true } as const,
    ],
  };
}

const schemaOf = (fields: TileLayer['fields']) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, description]) => [name, { title: name, description }]),
  );

function headOf({ title }: Tileset) {
  return { title, dataType: 'vector', crs: WEB_MERCATOR, tileMatrixSetURI: REGISTERED };
}

function self({ own }: Tileset): Link {
  return link(`${own}/tiles/${TILE_MATRIX_SET}`, 'self', JSON_TYPE);
}

function schemeLink(base: string): Link {
  return link(`${base}/tileMatrixSets/${TILE_MATRIX_SET}`, `${REL}/tiling-scheme`, JSON_TYPE);
}

export function tileMatrixSetsDocument(base: string) {
  const address = `${base}/tileMatrixSets`;
  const known = { id: TILE_MATRIX_SET, title: TILE_MATRIX_SET, uri: REGISTERED, crs: WEB_MERCATOR };
  return {
    links: [link(address, 'self', JSON_TYPE), link(`${address}?f=html`, 'alternate', 'text/html')],
    tileMatrixSets: [
      { ...known, links: [link(`${address}/${TILE_MATRIX_SET}`, 'self', JSON_TYPE)] },
    ],
  };
}

/** Defines the grid: each zoom halves the pixel of the one before. */
export function tileMatrixSetDocument() {
  return {
    id: TILE_MATRIX_SET,
    title: 'Google Maps Compatible for the World',
    uri: REGISTERED,
    crs: WEB_MERCATOR,
    orderedAxes: ['X', 'Y'],
    wellKnownScaleSet: 'http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible',
    tileMatrices: Array.from({ length: LARGEST_ZOOM + 1 }, (_, zoom) => {
      const side = 2 ** zoom;
      const cellSize = (2 * HALF_A_SIDE) / PIXELS / side;
      return {
        id: String(zoom),
        scaleDenominator: cellSize / STANDARD_PIXEL,
        cellSize,
        cornerOfOrigin: 'topLeft',
        pointOfOrigin: [-HALF_A_SIDE, HALF_A_SIDE],
        matrixWidth: side,
        matrixHeight: side,
        tileWidth: PIXELS,
        tileHeight: PIXELS,
      };
    }),
  };
}
