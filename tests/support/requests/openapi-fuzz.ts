import { randomUUID } from 'node:crypto';

import * as fc from 'fast-check';

/** The few words of JSON schema that our own document uses. */
type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  prefixItems?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  format?: string;
  example?: unknown;
};
type Parameter = { name: string; in: string; required?: boolean; schema?: Schema };
type OperationObject = {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
  responses?: Record<string, unknown>;
  'x-without-idempotency-key'?: string;
};
type Document = {
  paths: Record<string, Record<string, OperationObject>>;
  components?: { schemas?: Record<string, Schema> };
};

export type Operation = {
  method: string;
  path: string;
  parameters: Parameter[];
  body: { type: string; schema: Schema } | null;
  schemas: Record<string, Schema>;
  /** Statuses that it declares. */
  statuses: number[];
  /** The stated reason why it needs no Idempotency-Key; null where it needs one. */
  withoutKey: string | null;
};
type Sent = { path: string; init: RequestInit };

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete']);
const DEEPEST = 6;

export function listOperations(document: Document): Operation[] {
  const schemas = document.components?.schemas ?? {};
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.has(method))
      .map(([method, { parameters = [], requestBody, responses = {}, ...rest }]) => {
        const statuses = Object.keys(responses).map(Number);
        const withoutKey = rest['x-without-idempotency-key'] ?? null;
        const [content] = Object.entries(requestBody?.content ?? {});
        const body = content ? { type: content[0], schema: content[1].schema ?? {} } : null;
        return {
          method: method.toUpperCase(),
          path,
          parameters,
          body,
          schemas,
          statuses,
          withoutKey,
        };
      }),
  );
}

/** Requests that mostly look right, with something hostile in one place or several. */
export function requestFor(operation: Operation): fc.Arbitrary<Sent> {
  const inPlace = (place: string) =>
    fc.record(
      Object.fromEntries(
        operation.parameters
          .filter((parameter) => parameter.in === place)
          .map((parameter) => [parameter.name, textOf(parameter.schema, operation.schemas)]),
      ),
      place === 'path' ? {} : { requiredKeys: [] },
    );
  return fc
    .record({ path: inPlace('path'), query: inPlace('query'), body: bodyFor(operation) })
    .map(({ path, query, body }) => {
      const filled = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(wellFormed(path[name])),
      );
      const search = new URLSearchParams(
        Object.entries(query).map(([name, value]) => [name, wellFormed(value)]),
      );
      const headers = new Headers({ 'idempotency-key': randomUUID() });
      if (body !== null && body.type !== null) headers.set('content-type', body.type);
      return {
        path: `${filled}?${search.toString()}`,
        init: { method: operation.method, headers, ...(body && { body: body.content }) },
      };
    });
}

/** An address cannot carry half of a surrogate pair; a body can. */
function wellFormed(value: unknown): string {
  return Buffer.from(String(value)).toString();
}

const HOSTILE_TEXTS = [
  '',
  ' ',
  '\0',
  '\u202e',
  'null',
  'NaN',
  '-1',
  '0',
  '1e309',
  '9007199254740993',
  '2147483648',
  "'; drop table point; --",
  '%',
  '_',
  '\\',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '${7*7}',
  '2026-02-30',
  '0000-00-00',
  '105.8,21.0,105.9',
  'a'.repeat(5_000),
  'Hà Nội 🏮',
];
const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(null, true, -1, 0, 1e308, 2 ** 31, 2 ** 53, [], {}, [[[[]]]], { __proto__: 1 }),
  fc.jsonValue({ maxDepth: 3 }),
);

function textOf(schema: Schema | undefined, schemas: Record<string, Schema>) {
  return mostly(
    valueOf(schema ?? {}, schemas, 0).map((value) =>
      typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
    ),
    hostileText,
  );
}

/** A form brings its own content type, with its boundary. */
type Body = { type: string | null; content: string | Uint8Array<ArrayBuffer> | FormData } | null;

function bodyFor(operation: Operation): fc.Arbitrary<Body> {
  if (operation.body === null) return fc.constant(null);
  const { type, schema } = operation.body;
  const sent = (content: string | Uint8Array<ArrayBuffer>): Body => ({ type, content });
  const json = mostly(valueOf(schema, operation.schemas, 0), hostileValue);
  const bytes = fc.uint8Array({ maxLength: 200 }).map((given) => sent(Uint8Array.from(given)));
  if (type.startsWith('multipart/')) {
    return fc.oneof({ weight: 6, arbitrary: formFor(schema) }, { weight: 1, arbitrary: bytes });
  }
  if (!type.includes('json')) return bytes;
  return fc.oneof(
    { weight: 12, arbitrary: json.map((value) => sent(JSON.stringify(value) ?? 'null')) },
    { weight: 1, arbitrary: bytes },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        sent('{'),
        sent('['.repeat(50_000)),
        sent('{"a":"\\u0000","note":"\\ud800"}'),
        sent(''),
        null,
        { type: 'text/plain', content: '{}' },
      ),
    },
  );
}

const HOSTILE_FILES = [
  '',
  'a,b\n1',
  'ten;lat;lon\nx;21.0;105.8\n"',
  '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[NaN]]]}}]}',
  '{"type":"FeatureCollection","features":[]}',
  '{"type":"FeatureCollection","features":[null,{"geometry":{"type":"Point","coordinates":[1e308,-1]}}]}',
  '<kml><Document><Placemark><Polygon/></Placemark></Document></kml>',
  '<!DOCTYPE a [<!ENTITY b "c">]><kml>&b;</kml>',
  'PK\u0003\u0004 no archive',
  'SQLite format 3\0',
  '['.repeat(20_000),
];
const FILE_NAMES = ['a.csv', 'a.xlsx', 'a.geojson', 'a.zip', 'a.gpkg', 'a.kml', '../a', ''];

function formFor(schema: Schema): fc.Arbitrary<Body> {
  const parts = Object.keys(schema.properties ?? { file: {} }).map((name) => {
    const file = fc
      .tuple(
        fc.oneof(fc.constantFrom(...HOSTILE_FILES), fc.string({ unit: 'binary' })),
        fc.constantFrom(...FILE_NAMES),
      )
      .map(([content, fileName]) => new File([content], fileName));
    const text = fc.oneof(hostileText, fc.json({ maxDepth: 3 }), fc.constant('{}'));
    const value = name === 'file' ? mostly(file, text) : mostly(text, file);
    return fc.option(value, { freq: 10 }).map((given) => ({ name, given }));
  });
  return fc.tuple(...parts).map((given) => {
    const form = new FormData();
    for (const { name, given: value } of given) {
      if (value instanceof File) form.append(name, value);
      else if (typeof value === 'string') form.append(name, value);
    }
    return { type: null, content: form };
  });
}

function mostly(good: fc.Arbitrary<unknown>, hostile: fc.Arbitrary<unknown>) {
  return fc.oneof({ weight: 7, arbitrary: good }, { weight: 1, arbitrary: hostile });
}

function valueOf(
  schema: Schema,
  schemas: Record<string, Schema>,
  depth: number,
): fc.Arbitrary<unknown> {
  if (depth > DEEPEST) return hostileValue;
  const inner = (part: Schema) => mostly(valueOf(part, schemas, depth + 1), hostileValue);
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace('#/components/schemas/', '');
    return valueOf(schemas[name] ?? {}, schemas, depth);
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices !== undefined) {
    return fc.oneof(...choices.map((choice) => valueOf(choice, schemas, depth)));
  }
  const types = [schema.type ?? 'any'].flat();
  return fc.oneof(...types.map((type) => typedValue(type, schema, inner)));
}

function typedValue(
  type: string,
  schema: Schema,
  inner: (schema: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  switch (type) {
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, part]) => [name, inner(part)]),
        ),
        { requiredKeys: schema.required ?? [] },
      );
    case 'array':
      if (schema.prefixItems !== undefined) return fc.tuple(...schema.prefixItems.map(inner));
      return fc.array(inner(schema.items ?? {}), { maxLength: 5 });
    case 'integer':
      return fc.oneof(fc.integer({ min: 0, max: 100 }), fc.maxSafeInteger());
    case 'number':
      // Around the city, so that some coordinates get past the first check.
      return fc.oneof(fc.double({ min: 20.5, max: 106.2, noNaN: true }), fc.double());
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      if (schema.format === 'date')
        return fc.constantFrom('2026-03-01', '2026-11-24', '2027-01-01');
      if (schema.example !== undefined) return fc.constant(schema.example);
      return fc.string({ maxLength: 30 });
    default:
      return hostileValue;
  }
}
