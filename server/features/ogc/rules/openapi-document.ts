import type { Collection } from './collections.ts';
import { ALL_CRS } from './crs.ts';
import { MOST_ITEMS, SHAPES } from './items-query.ts';
import { LINK, operation, type Parameter, parameter, SCHEMAS } from './openapi-parts.ts';
import { STYLES } from './style-documents.ts';
import { TILE_MATRIX_SET } from './tile-documents.ts';

const GEOJSON = 'application/geo+json';
const SCHEMA_TYPE = 'application/schema+json';
const CRS = { type: 'string', enum: [...ALL_CRS.keys()] };
const numbers = { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 6 };
const F = parameter('f', 'Dạng của câu trả lời; không có thì theo Accept', {
  type: 'string',
  enum: ['json', 'html'],
});
const SHAPE = parameter('shape', 'Hình của điểm: hình thật, hoặc một vị trí (anchor)', {
  type: 'string',
  enum: SHAPES,
  default: 'true',
});
const PARAMETERS: readonly Parameter[] = [
  parameter('limit', 'Số mục của một trang; lớn hơn thì lấy mức lớn nhất', {
    type: 'integer',
    minimum: 1,
    maximum: MOST_ITEMS,
    default: 100,
  }),
  parameter('cursor', 'Trang tiếp theo, lấy từ liên kết next'),
  parameter('bbox', 'Tây, nam, đông, bắc', numbers),
  parameter('bbox-crs', 'Hệ tọa độ của bbox', CRS),
  parameter('crs', 'Hệ tọa độ của kết quả', CRS),
  parameter('datetime', 'Ngày, thời điểm hoặc khoảng a/b; `..` là bỏ ngỏ'),
  parameter('filter', 'Bộ lọc CQL2'),
  parameter('filter-lang', 'Ngôn ngữ của bộ lọc', {
    type: 'string',
    enum: ['cql2-text', 'cql2-json'],
    default: 'cql2-text',
  }),
  parameter('filter-crs', 'Hệ tọa độ trong bộ lọc', CRS),
  SHAPE,
  F,
];
const FEATURE_ID: Parameter = {
  name: 'featureId',
  in: 'path',
  required: true,
  schema: { type: 'integer', minimum: 1 },
};
/** Sorted as the standard of tiles names its operations, so that a reader finds them by the end of the id. */
type Path = readonly [path: string, item: { get: ReturnType<typeof operation> }];

/** OpenAPI 3.0 of the interface, with the collections that the reader may read. */
export function openApiOf(base: string, collections: readonly Collection[]) {
  return {
    openapi: '3.0.3',
    info: {
      title: 'Địa Bàn: OGC API',
      version: '1.0.0',
      description:
        'Sổ theo dõi điểm phức tạp theo OGC API Features và Tiles. Lỗi theo RFC 9457, mã lỗi ổn định.',
    },
    servers: [{ url: base }],
    tags: [{ name: 'Chung' }, { name: 'Ô bản đồ' }, ...collections.map(({ id }) => ({ name: id }))],
    components: {
      schemas: SCHEMAS,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        tokenAsPassword: { type: 'http', scheme: 'basic' },
        tokenInHeader: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
      },
    },
    security: [{ token: [] }, { tokenAsPassword: [] }, { tokenInHeader: [] }],
    paths: Object.fromEntries([
      ...common(),
      ...collections.flatMap(ofCollection),
      ...(collections.some(({ id }) => id === 'points') ? ofPoints() : []),
    ]),
  };
}

const document = (id: string, tag: string, summary: string, schema: object, type?: string) =>
  operation({ id, tag, summary, schema, parameters: [SHAPE, F], type });
const links = { type: 'array', items: LINK };
const linked = { type: 'object', required: ['links'], properties: { links } };
const list = (name: string) => ({
  type: 'object',
  required: ['links', name],
  properties: { links, [name]: { type: 'array', items: { type: 'object' } } },
});

function common(): Path[] {
  const conformsTo = { type: 'array', items: { type: 'string' } };
  const conformance = { type: 'object', required: ['conformsTo'], properties: { conformsTo } };
  const own = `/tileMatrixSets/${TILE_MATRIX_SET}`;
  const of = (id: string, summary: string, schema: object, tag = 'Chung') => ({
    get: document(id, tag, summary, schema),
  });
  return [
    ['/', of('getLandingPage', 'Trang đầu', linked)],
    ['/conformance', of('getConformance', 'Các chuẩn được tuân theo', conformance)],
    ['/collections', of('getCollectionsList', 'Các bộ dữ liệu', list('collections'))],
    ['/tileMatrixSets', of('getTileMatrixSetsList', 'Lưới ô', list('tileMatrixSets'), 'Ô bản đồ')],
    [own, of('getTileMatrixSet', 'Định nghĩa lưới ô', { type: 'object' }, 'Ô bản đồ')],
    [
      '/tiles',
      of('.dataset.vector.getTileSetsList', 'Ô của bản đồ nền', list('tilesets'), 'Ô bản đồ'),
    ],
    [
      `/tiles/${TILE_MATRIX_SET}`,
      of('.dataset.vector.getTileSet', 'Bộ ô của bản đồ nền', { type: 'object' }, 'Ô bản đồ'),
    ],
  ];
}

function ofCollection({ id, title, properties }: Collection): Path[] {
  const own = `/collections/${id}`;
  const columns = properties.map((property) =>
    parameter(property.name, property.title, {
      type: 'string',
      ...(property.words !== undefined && { enum: property.words }),
    }),
  );
  const columnSchema = { type: 'object', required: ['$schema', 'properties'] };
  return [
    [own, { get: document(`${id}.getCollection`, id, title, linked) }],
    [
      `${own}/schema`,
      { get: document(`${id}.getSchema`, id, 'Các cột', columnSchema, SCHEMA_TYPE) },
    ],
    [
      `${own}/queryables`,
      { get: document(`${id}.getQueryables`, id, 'Các cột lọc được', columnSchema, SCHEMA_TYPE) },
    ],
    [
      `${own}/items`,
      {
        get: operation({
          id: `${id}.getFeatures`,
          tag: id,
          summary: title,
          schema: { $ref: '#/components/schemas/FeatureCollection' },
          type: GEOJSON,
          parameters: [...PARAMETERS, ...columns],
        }),
      },
    ],
    [
      `${own}/items/{featureId}`,
      {
        get: operation({
          id: `${id}.getFeature`,
          tag: id,
          summary: title,
          schema: { $ref: '#/components/schemas/Feature' },
          type: GEOJSON,
          parameters: [FEATURE_ID, parameter('crs', 'Hệ tọa độ của kết quả', CRS), SHAPE, F],
        }),
      },
    ],
  ];
}

function ofPoints(): Path[] {
  const own = '/collections/points';
  const tiles = (id: string, summary: string, schema: object) => ({
    get: document(`.collection.vector.${id}`, 'Ô bản đồ', summary, schema),
  });
  return [
    [`${own}/tiles`, tiles('getTileSetsList', 'Các bộ ô của các điểm', list('tilesets'))],
    [
      `${own}/tiles/${TILE_MATRIX_SET}`,
      tiles('getTileSet', 'Bộ ô của các điểm', { type: 'object' }),
    ],
    ...STYLES.map(({ file, title, type }): Path => [
      `${own}/styles/${file}`,
      {
        get: operation({
          id: `points.getStyle.${file}`,
          tag: 'points',
          summary: title,
          schema: type.endsWith('json') ? { type: 'object' } : { type: 'string' },
          type,
          html: false,
          parameters: file.endsWith('.qml')
            ? [
                parameter('geometry', 'Kiểu hình', {
                  type: 'string',
                  enum: ['point', 'line', 'polygon'],
                }),
              ]
            : [],
        }),
      },
    ]),
  ];
}
