import type { Collection } from './collections.ts';
import { MOST_ITEMS } from './items-query.ts';

const answers = (description: string) => ({
  responses: {
    200: { description, content: { 'application/json': { schema: { type: 'object' } } } },
    default: { description: 'Lỗi theo RFC 9457 (application/problem+json)' },
  },
});
const parameter = (name: string, description: string, schema: object = { type: 'string' }) => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
  style: 'form',
  explode: false,
});
const numbers = { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 6 };
const PARAMETERS = [
  parameter('limit', 'Số mục của một trang', {
    type: 'integer',
    minimum: 1,
    maximum: MOST_ITEMS,
    default: 100,
  }),
  parameter('bbox', 'Tây, nam, đông, bắc', numbers),
  parameter('bbox-crs', 'Hệ tọa độ của bbox'),
  parameter('crs', 'Hệ tọa độ của kết quả'),
  parameter('datetime', 'Ngày, thời điểm hoặc khoảng a/b'),
  parameter('filter', 'Bộ lọc CQL2'),
  parameter('filter-lang', 'Ngôn ngữ của bộ lọc', {
    type: 'string',
    enum: ['cql2-text', 'cql2-json'],
  }),
  parameter('filter-crs', 'Hệ tọa độ trong bộ lọc'),
];
const FEATURE_ID = {
  name: 'featureId',
  in: 'path',
  required: true,
  schema: { type: 'integer' },
};

/** OpenAPI 3.0 of the interface, with the collections that the reader may read. */
export function openApiOf(base: string, collections: readonly Collection[]) {
  const ofCollections = collections.flatMap(({ id, title, properties }) => {
    const own = `/collections/${id}`;
    const columns = properties.map((property) => parameter(property.name, property.title));
    return [
      [own, { get: answers(title) }],
      [`${own}/schema`, { get: answers('Các cột') }],
      [`${own}/queryables`, { get: answers('Các cột lọc được') }],
      [`${own}/items`, { get: { ...answers(title), parameters: [...PARAMETERS, ...columns] } }],
      [`${own}/items/{featureId}`, { get: { ...answers(title), parameters: [FEATURE_ID] } }],
    ] as const;
  });
  return {
    openapi: '3.0.3',
    info: { title: 'Địa Bàn: OGC API', version: '1.0.0' },
    servers: [{ url: base }],
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        tokenAsPassword: { type: 'http', scheme: 'basic' },
      },
    },
    security: [{ token: [] }, { tokenAsPassword: [] }],
    paths: Object.fromEntries([
      ['/', { get: answers('Trang đầu') }],
      ['/conformance', { get: answers('Các chuẩn được tuân theo') }],
      ['/collections', { get: answers('Các bộ dữ liệu') }],
      ...ofCollections,
    ]),
  };
}
