import { type Collection, type Property, READ_ONLY } from './collections.ts';
import { ALL_CRS, CRS84 } from './crs.ts';
import { link } from './links.ts';
import { STYLES, styleLink } from './style-documents.ts';
import { type Extent, tilesetsLink, tilingSchemesLink } from './tile-documents.ts';

const GEOJSON = 'application/geo+json';
const JSON_TYPE = 'application/json';
const SCHEMA_TYPE = 'application/schema+json';
const HTML = 'text/html';

/** Classes of the standards that the interface conforms to. */
export const CONFORMANCE = [
  'http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30',
  'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter',
  'http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/dataset-tilesets',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt',
  'http://www.opengis.net/spec/tms/2.0/conf/tilematrixset',
  'http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixset',
  'http://www.opengis.net/spec/tms/2.0/conf/tilesetmetadata',
  'http://www.opengis.net/spec/tms/2.0/conf/json-tilesetmetadata',
  'http://www.opengis.net/spec/cql2/1.0/conf/cql2-text',
  'http://www.opengis.net/spec/cql2/1.0/conf/cql2-json',
  'http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2',
  'http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators',
  'http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison',
  'http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions',
  'http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus',
  'http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions',
  'http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions',
] as const;

export function landingPage(base: string) {
  return {
    title: 'Địa Bàn',
    description:
      'Sổ theo dõi điểm phức tạp: mỗi tài khoản và mỗi mã truy cập chỉ đọc được trong phạm vi của mình.',
    links: [
      link(base, 'self', JSON_TYPE),
      link(`${base}?f=html`, 'alternate', HTML),
      link(`${base}/api`, 'service-desc', 'application/vnd.oai.openapi+json;version=3.0'),
      link(`${base}/api?f=html`, 'service-doc', HTML),
      link(`${base}/conformance`, 'conformance', JSON_TYPE),
      link(`${base}/collections`, 'data', JSON_TYPE),
      tilesetsLink(base),
      tilingSchemesLink(base),
    ],
  };
}

/** Lists collections with their documents. */
export function collectionsDocument(base: string, collections: readonly object[]) {
  const own = `${base}/collections`;
  return {
    links: [link(own, 'self', JSON_TYPE), link(`${own}?f=html`, 'alternate', HTML)],
    collections,
  };
}

/** Describes a collection as its page and the list of all show it. */
export function collectionDocument(base: string, collection: Collection, extent: Extent) {
  const { id, title, description } = collection;
  const own = `${base}/collections/${id}`;
  return {
    id,
    title,
    description: `${description} ${READ_ONLY}`,
    itemType: 'feature',
    ...(extent !== null && {
      extent: { spatial: { bbox: [extent], crs: CRS84.uri } },
    }),
    crs: [...ALL_CRS.keys()],
    storageCrs: CRS84.uri,
    links: [
      link(own, 'self', JSON_TYPE),
      link(`${own}?f=html`, 'alternate', HTML),
      link(`${own}/items`, 'items', GEOJSON),
      link(`${own}/items?f=html`, 'items', HTML),
      link(`${own}/schema`, 'http://www.opengis.net/def/rel/ogc/1.0/schema', SCHEMA_TYPE),
      link(`${own}/queryables`, 'http://www.opengis.net/def/rel/ogc/1.0/queryables', SCHEMA_TYPE),
      ...(id === 'points'
        ? [tilesetsLink(own), ...STYLES.map((style) => styleLink(own, style))]
        : []),
    ],
  };
}

/** JSON Schema of the columns: for filters (`queryables`) or for what comes out (`schema`). */
export function schemaDocument(base: string, collection: Collection, of: 'schema' | 'queryables') {
  const columns = collection.properties.map((property) => [property.name, columnSchema(property)]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${base}/collections/${collection.id}/${of}`,
    type: 'object',
    title: collection.title,
    properties: Object.fromEntries([
      ...columns,
      ['geometry', { format: 'geometry-any', title: 'Hình', 'x-ogc-role': 'primary-geometry' }],
    ]),
    additionalProperties: false,
  };
}

function columnSchema({ type, title, words }: Property) {
  const known = words === undefined ? {} : { enum: words };
  switch (type) {
    case 'number':
      return { type: 'number', title };
    case 'boolean':
      return { type: 'boolean', title };
    case 'date':
      return { type: 'string', format: 'date', title };
    case 'instant':
      return { type: 'string', format: 'date-time', title };
    case 'texts':
      return { type: 'array', items: { type: 'string', ...known }, title };
    case 'geometry':
      return { format: 'geometry-any', title };
    case 'text':
      return { type: 'string', title, ...known };
  }
}
