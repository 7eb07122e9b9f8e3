/** A parameter of an operation (OpenAPI 3.0). */
export type Parameter = {
  name: string;
  in: 'query' | 'path';
  required: boolean;
  description?: string;
  schema: object;
  style?: 'form';
  explode?: false;
};

export function parameter(
  name: string,
  description: string,
  schema: object = { type: 'string' },
): Parameter {
  return { name, in: 'query', required: false, description, schema, style: 'form', explode: false };
}

export const LINK = { $ref: '#/components/schemas/Link' };

const text = { type: 'string' };
const links = { type: 'array', items: LINK };
const feature = {
  type: 'object',
  required: ['type', 'id', 'geometry', 'properties'],
  properties: {
    type: { type: 'string', enum: ['Feature'] },
    id: { type: 'integer' },
    geometry: { type: 'object', nullable: true },
    properties: { type: 'object', nullable: true },
    links,
  },
};

/** Schemas that several operations answer by. */
export const SCHEMAS = {
  Link: {
    type: 'object',
    required: ['href', 'rel', 'type'],
    properties: {
      href: text,
      rel: text,
      type: text,
      title: text,
      templated: { type: 'boolean' },
    },
  },
  Feature: feature,
  FeatureCollection: {
    type: 'object',
    required: ['type', 'features', 'links', 'timeStamp', 'numberReturned'],
    properties: {
      type: { type: 'string', enum: ['FeatureCollection'] },
      features: { type: 'array', items: { $ref: '#/components/schemas/Feature' } },
      timeStamp: { type: 'string', format: 'date-time' },
      numberReturned: { type: 'integer', minimum: 0 },
      links,
    },
  },
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'code', 'detail'],
    properties: {
      type: text,
      title: text,
      status: { type: 'integer' },
      code: text,
      detail: text,
      requestId: text,
    },
  },
} as const;

/** Statuses of failures that each operation can answer with. */
const FAILURES: Readonly<Record<number, string>> = {
  400: 'Tham số không đúng, hoặc không có tham số ấy',
  401: 'Chưa đăng nhập, hoặc mã truy cập không dùng được',
  403: 'Không có quyền',
  404: 'Không có, hoặc ngoài phạm vi của người đọc',
  429: 'Mã truy cập đọc quá nhiều lần trong một phút',
  500: 'Lỗi của hệ thống',
  503: 'Hệ thống đang bận hoặc đang khởi động',
};

/** Describes an operation that reads; `type` is the media type of its machine-readable answer. */
export function operation(given: {
  id: string;
  tag: string;
  summary: string;
  schema: object;
  parameters: readonly Parameter[];
  type?: string | undefined;
  /** False where there is no page for people. */
  html?: boolean;
}) {
  const { id, tag, summary, schema, parameters, type = 'application/json', html = true } = given;
  const problem = {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  };
  return {
    operationId: id,
    tags: [tag],
    summary,
    parameters,
    responses: {
      200: {
        description: summary,
        content: {
          [type]: { schema },
          ...(html && { 'text/html': { schema: { type: 'string' } } }),
        },
      },
      ...Object.fromEntries(
        Object.entries(FAILURES).map(([status, description]) => [
          status,
          { description, content: problem },
        ]),
      ),
    },
  };
}
