import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { bringGround, groundOfMade, smallTown } from '#tests/support/files/made-ground.ts';
import { printAbstractTests } from '#tests/support/requests/abstract-tests.ts';
import { allFeatures, idsOf } from '#tests/support/requests/ogc-features.ts';
import { withToken } from '#tests/support/signals/tip-source.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { some } from '#tests/support/some.ts';

type Parameter = { name: string; in: string; schema: Record<string, unknown> };
type Operation = {
  operationId: string;
  parameters: Parameter[];
  responses: Record<string, { content: Record<string, unknown> }>;
};

printAbstractTests('OGC API: its OpenAPI 3.0 document');

let test: TestApp;
let reader: TestClient;
let operations: [path: string, operation: Operation][];
let document: Record<string, unknown>;
beforeAll(async () => {
  test = await createTestApp({ demo: true });
  await bringGround(test, groundOfMade(smallTown()));
  reader = await test.as('coordinator');
  document = await (await reader.get('/ogc/api')).json();
  const paths = document['paths'] as Record<string, { get: Operation }>;
  operations = Object.entries(paths).map(([path, { get }]) => [path, get]);
});
afterAll(() => test.close());

const parametersOf = (collection: string) =>
  operations.find(([path]) => path === `/collections/${collection}/items`)?.[1].parameters ?? [];

/** The address of an operation, with the id of a feature that is there. */
async function addressOf(path: string): Promise<string> {
  const [, collection = ''] = /^\/collections\/([^/]+)/.exec(path) ?? [];
  if (!path.includes('{')) return path === '/' ? '/ogc' : `/ogc${path}`;
  const [id] = idsOf(await allFeatures(reader, collection));
  return `/ogc${path.replace('{featureId}', String(id))}`;
}

describe('the document', () => {
  it('/conf/oas30/definition-1: is offered with its media type', async () => {
    const response = await reader.get('/ogc/api');
    expect(response.headers.get('content-type')).toBe(
      'application/vnd.oai.openapi+json;version=3.0',
    );
  });
  it('/conf/oas30/definition-2: is valid by the schema of OpenAPI 3.0', async () => {
    const { valid, errors } = await new Validator().validate(document);
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });
  it('/conf/oas30/oas-impl: every address and parameter in it works', async () => {
    expect(operations.length).toBeGreaterThan(40);
    for (const [path, { parameters }] of operations) {
      const address = await addressOf(path);
      expect([address, (await reader.get(address)).status]).toEqual([address, 200]);
      for (const { name, in: place, schema } of parameters) {
        if (place !== 'query' || name === 'cursor') continue;
        for (const value of examplesOf(name, schema)) {
          const asked = `${address}?${new URLSearchParams({ [name]: value }).toString()}`;
          expect([asked, (await reader.get(asked)).status]).toEqual([asked, 200]);
        }
      }
    }
  });
  it('/conf/oas30/completeness: it names the media type of each answer', async () => {
    for (const [path, { responses }] of some(operations)) {
      const { headers } = await reader.get(await addressOf(path));
      const type = (headers.get('content-type') ?? '').replace(/; ?charset.*$/, '');
      expect([path, Object.keys(responses['200']?.content ?? {})]).toEqual([
        path,
        expect.arrayContaining([type]),
      ]);
    }
  });
  it('/conf/oas30/exceptions-codes: it names every failure', async () => {
    const [path, operation] =
      operations.find(([, { operationId }]) => operationId === 'points.getFeature') ?? [];
    const address = await addressOf(path ?? '');
    const made = await reader.post('/api/tokens', {
      name: 'QGIS',
      days: 1,
      collections: ['communes'],
    });
    const confined = withToken(test, (await made.json()).token);
    const seen = [
      await reader.get(`${address}?unknown=1`),
      await test.anonymous.get(address),
      await confined.get(address),
      await reader.get('/ogc/collections/points/items/999999999'),
    ];
    for (const response of seen) {
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(operation?.responses).toHaveProperty(String(response.status));
    }
    expect(seen.map(({ status }) => status)).toEqual([400, 401, 403, 404]);
  });
  it('/conf/oas30/security: it says how one signs in', () => {
    const { securitySchemes } = document['components'] as { securitySchemes: object };
    for (const scheme of some(document['security'] as object[])) {
      expect(Object.keys(securitySchemes)).toEqual(expect.arrayContaining(Object.keys(scheme)));
    }
  });
  it('/req/oas30/operationids: each operation has an own id', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('.collection.vector.getTileSetsList');
  });
});

describe('the parameters', () => {
  const queried = (name: string) => parametersOf('points').find((one) => one.name === name);
  it('/conf/core/fc-bbox-definition: bbox is four to six numbers', () => {
    expect(queried('bbox')).toMatchObject({
      in: 'query',
      required: false,
      schema: { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } },
      style: 'form',
      explode: false,
    });
  });
  it('/conf/core/fc-limit-definition: limit has bounds and a usual value', () => {
    expect(queried('limit')).toMatchObject({
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 10_000, default: 100 },
      style: 'form',
      explode: false,
    });
  });
  it('/conf/core/fc-time-definition: datetime is a text', () => {
    expect(queried('datetime')).toMatchObject({
      in: 'query',
      required: false,
      schema: { type: 'string' },
      style: 'form',
      explode: false,
    });
  });
  it('/conf/crs/fc-crs-definition: crs and bbox-crs name the systems', () => {
    for (const name of ['crs', 'bbox-crs']) {
      expect(queried(name)?.schema['enum']).toContain('http://www.opengis.net/def/crs/EPSG/0/5897');
    }
  });
});

const EXAMPLES: Readonly<Record<string, string>> = {
  limit: '1',
  bbox: '105.8,20.9,105.9,21.1',
  datetime: '2026-03-31',
  filter: 'geometry IS NOT NULL',
};
/** Values of a parameter: those that the document lists, at most three, or one that fits. */
function examplesOf(name: string, schema: Record<string, unknown>): string[] {
  const listed = schema['enum'] as string[] | undefined;
  // A list of systems or of languages is tried elsewhere in full.
  if (name === 'filter-lang') return ['cql2-text'];
  return listed?.slice(0, 3) ?? (EXAMPLES[name] === undefined ? [] : [EXAMPLES[name]]);
}
