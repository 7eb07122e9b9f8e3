import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ProblemCode } from '#server/contract/problem.ts';
import { allFeatures, idsOf } from '#tests/support/requests/ogc-features.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let reader: TestClient;
beforeAll(async () => {
  test = await createTestApp({ demo: true });
  reader = await test.as('analyst');
});
afterAll(() => test.close());

type Refused = Extract<ProblemCode, `ogc.${string}`>;
const line = 'LINESTRING(105.8 21.0, 105.9 21.1)';
const area = 'POLYGON((105.8 20.98, 105.9 20.98, 105.9 21.06, 105.8 21.06, 105.8 20.98))';
const spatial = ['INTERSECTS', 'DISJOINT', 'EQUALS', 'TOUCHES', 'CROSSES', 'WITHIN', 'CONTAINS'];
const temporal = [
  'AFTER',
  'BEFORE',
  'CONTAINS',
  'DISJOINT',
  'DURING',
  'EQUALS',
  'FINISHEDBY',
  'FINISHES',
  'INTERSECTS',
  'MEETS',
  'METBY',
  'OVERLAPPEDBY',
  'OVERLAPS',
  'STARTEDBY',
  'STARTS',
];

/** Each production of the grammar (OGC 21-065r2, annex B) in text, that the interface takes. */
const TAKEN: readonly string[] = [
  // booleanExpression, booleanTerm, booleanFactor, booleanPrimary
  `cycle = 1 AND kind = 'business' OR NOT (cycle = 2)`,
  'TRUE',
  'NOT FALSE',
  // binaryComparisonPredicate with all signs, between property and literal, both ways round, and two properties
  ...['=', '<>', '<', '>', '<=', '>='].map((sign) => `cycle ${sign} 2`),
  '2 >= cycle',
  'cycle > recurrences',
  '"cycle" = 1',
  'cycle = (1)',
  // numericLiteral
  'cycle > -1.5',
  'cycle < 1.5e3',
  'cycle < .5',
  // characterLiteral with both ways to write a quote
  `name = 'quán ''A'''`,
  String.raw`name = 'quán \'A\''`,
  // booleanLiteral, instantLiteral
  'suspected = TRUE',
  `status_since >= DATE('2026-01-01')`,
  `status_since < TIMESTAMP('2026-06-01T00:00:00Z')`,
  // isLikePredicate, isBetweenPredicate, isInListPredicate, isNullPredicate
  `name LIKE 'Nhà%'`,
  `name NOT LIKE '_hà%'`,
  `CASEI(name) LIKE CASEI('%NHÀ%')`,
  `CASEI(kind) IN (CASEI('BUSINESS'), CASEI('OTHER'))`,
  'cycle BETWEEN 1 AND 2',
  'cycle NOT BETWEEN 2 AND 9',
  'cycle IN (1, 2)',
  `status NOT IN ('active')`,
  'address IS NULL',
  'address IS NOT NULL',
  // spatialPredicate with each type of geometry
  ...spatial.map((name) => `S_${name}(geometry, ${area})`),
  `S_OVERLAPS(geometry, ${line})`,
  'S_INTERSECTS(geometry, POINT(105.85 21.02))',
  `S_INTERSECTS(geometry, ${line})`,
  'S_INTERSECTS(geometry, MULTIPOINT(105.85 21.02, 105.9 21))',
  'S_INTERSECTS(geometry, MULTIPOINT((105.85 21.02), (105.9 21)))',
  'S_INTERSECTS(geometry, MULTILINESTRING((105 21, 106 21), (105 20, 106 20)))',
  'S_INTERSECTS(geometry, MULTIPOLYGON(((105 20, 106 20, 106 22, 105 20))))',
  'S_INTERSECTS(geometry, POINT Z (105.85 21.02 5))',
  'S_INTERSECTS(BBOX(105, 20, 106, 22), geometry)',
  'S_INTERSECTS(geometry, BBOX(105, 20, 0, 106, 22, 100))',
  // temporalPredicate with instants, closed and open intervals
  ...temporal.map((name) => `T_${name}(status_since, INTERVAL('2026-01-01', '2026-06-30'))`),
  `T_AFTER(status_since, DATE('2026-01-01'))`,
  `T_INTERSECTS(status_since, INTERVAL('..', '2026-06-30'))`,
  `T_INTERSECTS(INTERVAL(status_since, '..'), INTERVAL('2026-01-01', '..'))`,
];

/** Productions that are refused, with the name of what is not there, and what is no filter. */
const REFUSED: readonly (readonly [filter: string, code: Refused, name?: string])[] = [
  ['cycle + 1 = 2', 'ogc.filter_unsupported', '+'],
  ['cycle = recurrences * 2', 'ogc.filter_unsupported', '*'],
  ['cycle > (recurrences - 1)', 'ogc.filter_unsupported', '-'],
  ['cycle-1 > 0', 'ogc.filter_unsupported', '-'],
  ['recurrences > (cycle-1)', 'ogc.filter_unsupported', '-'],
  ['cycle BETWEEN 1 AND recurrences+1', 'ogc.filter_unsupported', '+'],
  ['cycle = -recurrences', 'ogc.filter_unsupported', '-'],
  ['cycle = - recurrences * 2 + 1', 'ogc.filter_unsupported', '-'],
  ['cycle IN (1, recurrences*2)', 'ogc.filter_unsupported', '*'],
  ['1 = ("cycle" div 2)', 'ogc.filter_unsupported', 'div'],
  ['eo:cloud_cover < 0.1 AND wrs:row=28', 'ogc.property_unknown', 'eo:cloud_cover'],
  ['cycle DIV 2 = 1', 'ogc.filter_unsupported', 'DIV'],
  ['cycle ^ 2 = 1', 'ogc.filter_unsupported', '^'],
  ['cycle % 2 = 1', 'ogc.filter_unsupported', '%'],
  ['cycle / 2 = 1', 'ogc.filter_unsupported', '/'],
  [`A_CONTAINS(flags, ('suspected', 'check_due'))`, 'ogc.filter_unsupported', 'a_contains'],
  [`A_EQUALS(flags, ('suspected'))`, 'ogc.filter_unsupported', 'a_equals'],
  [`A_OVERLAPS(flags, ('suspected', 'x'))`, 'ogc.filter_unsupported', 'a_overlaps'],
  [`A_CONTAINEDBY(flags, ('suspected', 'x'))`, 'ogc.filter_unsupported', 'a_containedby'],
  [`ACCENTI(name) = ACCENTI('Nha')`, 'ogc.filter_unsupported', 'accenti'],
  [`name LIKE ACCENTI('Nha%')`, 'ogc.filter_unsupported', 'accenti'],
  ['avg(cycle) < 4', 'ogc.filter_unsupported', 'avg'],
  ['foo(geometry)', 'ogc.filter_unsupported', 'foo'],
  ['S_INTERSECTS(geometry, buffer(geometry, 5))', 'ogc.filter_unsupported', 'buffer'],
  [
    `S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(105 21), ${line}))`,
    'ogc.filter_unsupported',
    'geometrycollection',
  ],
  ['S_NEAR(geometry, POINT(105 21))', 'ogc.filter_unsupported', 's_near'],
  ['T_NEVER(status_since, status_since)', 'ogc.filter_unsupported', 't_never'],
  ['height = 5', 'ogc.property_unknown', 'height'],
  ['cycle =', 'ogc.filter_invalid'],
  ['cycle = = 1', 'ogc.filter_invalid'],
  ['(cycle = 1', 'ogc.filter_invalid'],
  [`name LIKE 5`, 'ogc.filter_invalid', '5'],
  [`kind NOT IN (7, 8)`, 'ogc.filter_invalid', 'kind'],
  [`'two' = cycle`, 'ogc.filter_invalid', 'cycle'],
  ['cycle = (1, 2)', 'ogc.filter_invalid', '(…)'],
  ['cycle', 'ogc.filter_invalid', 'cycle'],
  ['S_WITHIN(geometry, status)', 'ogc.filter_invalid', 'status'],
  ['S_WITHIN(geometry)', 'ogc.filter_invalid', 's_within'],
  [`T_AFTER(status, DATE('2026-01-01'))`, 'ogc.filter_invalid', 'status'],
  [`T_AFTER(status_since, INTERVAL('2026-01-01'))`, 'ogc.filter_invalid', 'interval'],
  ['T_CONSTRUCTOR(status_since, status_since)', 'ogc.filter_unsupported', 't_constructor'],
  [`status_since > DATE('2026-02-30')`, 'ogc.filter_invalid', `'2026-02-30'`],
  [
    `status_since > TIMESTAMP('2026-02-30T00:00:00Z')`,
    'ogc.filter_invalid',
    `'2026-02-30T00:00:00Z'`,
  ],
  ['S_INTERSECTS(geometry, POINT(105))', 'ogc.filter_invalid'],
  [`name = 'open`, 'ogc.filter_invalid'],
];

async function answerTo(filter: string, more: Record<string, string> = {}) {
  const query = new URLSearchParams({ limit: '1', filter, ...more }).toString();
  return await reader.get(`/ogc/collections/points/items?${query}`);
}

/** A polygon whose coordinates are lists in lists, so many. */
function deepPolygon(lists: number) {
  const coordinates: unknown = JSON.parse('['.repeat(lists) + ']'.repeat(lists));
  return { op: 's_within', args: [{ property: 'geometry' }, { type: 'Polygon', coordinates }] };
}

describe('CQL2', () => {
  it.each(TAKEN)('takes %s', async (filter) => {
    const response = await answerTo(filter);
    expect([filter, response.status]).toEqual([filter, 200]);
  });

  it.each(REFUSED.map(([filter, code, name]) => ({ filter, code, name })))(
    'refuses $filter: $code $name',
    async ({ filter, code, name }) => {
      const response = await answerTo(filter);
      expect(response.status).toBe(400);
      const problem = await response.json();
      expect(problem).toMatchObject({ code });
      expect(problem.detail).toContain(name === undefined ? '' : `“${name}”`);
    },
  );

  it.each<readonly [filter: string, json: unknown]>([
    ['cycle = 2', { op: '=', args: [{ property: 'cycle' }, 2] }],
    [
      `CASEI(name) LIKE CASEI('%NHÀ%')`,
      {
        op: 'like',
        args: [
          { op: 'casei', args: [{ property: 'name' }] },
          { op: 'casei', args: ['%NHÀ%'] },
        ],
      },
    ],
    [
      `NOT cycle BETWEEN 1 AND 1 OR status IN ('active')`,
      {
        op: 'or',
        args: [
          { op: 'not', args: [{ op: 'between', args: [{ property: 'cycle' }, 1, 1] }] },
          { op: 'in', args: [{ property: 'status' }, ['active']] },
        ],
      },
    ],
    ['address IS NULL', { op: 'isNull', args: [{ property: 'address' }] }],
    [
      `T_DURING(status_since, INTERVAL('2026-01-01', '..'))`,
      {
        op: 't_during',
        args: [{ property: 'status_since' }, { interval: ['2026-01-01', '..'] }],
      },
    ],
    [
      'S_WITHIN(geometry, BBOX(105.8, 20.9, 105.9, 21.1))',
      { op: 's_within', args: [{ property: 'geometry' }, { bbox: [105.8, 20.9, 105.9, 21.1] }] },
    ],
    ...['metBy', 'startedBy', 'finishedBy', 'overlappedBy'].map(
      (name) =>
        [
          `T_${name.toUpperCase()}(INTERVAL('2026-01-01', '2026-06-30'), status_since)`,
          {
            op: `t_${name}`,
            args: [{ interval: ['2026-01-01', '2026-06-30'] }, { property: 'status_since' }],
          },
        ] as const,
    ),
    [
      'S_WITHIN(geometry, POLYGON Z((105.8 20.9 7, 105.9 20.9 7, 105.9 21.1 8, 105.8 20.9 7)))',
      {
        op: 's_within',
        args: [
          { property: 'geometry' },
          {
            type: 'Polygon',
            coordinates: [
              [
                [105.8, 20.9, 7],
                [105.9, 20.9, 7],
                [105.9, 21.1, 8],
                [105.8, 20.9, 7],
              ],
            ],
          },
        ],
      },
    ],
    // Between moments of one day the hours count.
    [`T_BEFORE(TIMESTAMP('2026-01-01T05:00:00Z'), TIMESTAMP('2026-01-01T06:00:00Z'))`, true],
  ])('finds by %s as text what it finds as JSON', async (filter, json) => {
    const asText = idsOf(await allFeatures(reader, 'points', { filter }));
    const asJson = { filter: JSON.stringify(json), 'filter-lang': 'cql2-json' };
    expect(idsOf(await allFeatures(reader, 'points', asJson))).toEqual(asText);
  });

  it.each([
    [{ op: '=', args: [{ op: '+', args: [{ property: 'cycle' }, 1] }, 2] }, '+'],
    [{ op: 'a_contains', args: [{ property: 'flags' }, ['suspected']] }, 'a_contains'],
    [
      { op: 's_intersects', args: [{ property: 'geometry' }, { type: 'GeometryCollection' }] },
      'GeometryCollection',
    ],
    [{ op: 'avg', args: [{ property: 'cycle' }] }, 'avg'],
  ])('refuses as JSON %j by name', async (filter, name) => {
    const response = await answerTo(JSON.stringify(filter), { 'filter-lang': 'cql2-json' });
    const problem = await response.json();
    expect(problem).toMatchObject({ code: 'ogc.filter_unsupported' });
    expect(problem.detail).toContain(`“${name}”`);
  });

  it.each([
    ['null', { op: '=', args: [{ property: 'cycle' }, null] }],
    ['casei', { op: 'in', args: [{ casei: { property: 'name' } }, ['a']] }],
    ['isNull', { op: 'isNull', args: { property: 'name' } }],
    ['function', { function: { name: 'longest', args: [] } }],
    ['between', { op: 'between', args: [{ property: 'cycle' }, 1] }],
    ['bbox', { op: 's_within', args: [{ property: 'geometry' }, { bbox: [1, 2] }] }],
    ['coordinates', deepPolygon(40)],
  ])('tells that it cannot read %s in JSON', async (name, filter) => {
    const response = await answerTo(JSON.stringify(filter), { 'filter-lang': 'cql2-json' });
    const problem = await response.json();
    expect(problem).toMatchObject({ code: 'ogc.filter_invalid' });
    expect(problem.detail).toContain(`“${name}”`);
  });

  it.each([
    ['(', 1_000_000],
    ['NOT ', 250_000],
    ['cycle = 1 AND ', 70_000],
    ["A('", 300_000],
  ])('refuses a megabyte of %s at once', async (part, times) => {
    const response = await answerTo(part.repeat(times));
    expect(await response.json()).toMatchObject({ code: 'ogc.filter_too_long' });
  });

  it.each([
    ['(', 9_000],
    ['NOT ', 4_000],
    ['f(', 9_000],
  ])('refuses %s in the depth that still fits', async (part, times) => {
    const response = await answerTo(part.repeat(times));
    expect(await response.json()).toMatchObject({ code: 'ogc.filter_invalid' });
  });
});
