import { describe, expect, it } from 'vitest';

import { parseCql2Text } from './cql2-text.ts';

const property = (name: string) => ({ property: name });

describe('CQL2 text', () => {
  it.each([
    ["city='Toronto'", { op: '=', args: [property('city'), 'Toronto'] }],
    ["eo:instrument LIKE 'OLI%'", { op: 'like', args: [property('eo:instrument'), 'OLI%'] }],
    ['floors>5', { op: '>', args: [property('floors'), 5] }],
    ['taxes<=500', { op: '<=', args: [property('taxes'), 500] }],
    [
      "owner LIKE '%Mike%' AND NOT swimming_pool = true",
      {
        op: 'and',
        args: [
          { op: 'like', args: [property('owner'), '%Mike%'] },
          { op: 'not', args: [{ op: '=', args: [property('swimming_pool'), true] }] },
        ],
      },
    ],
    [
      'depth NOT BETWEEN 100.0 and 150.0',
      { op: 'not', args: [{ op: 'between', args: [property('depth'), 100, 150] }] },
    ],
    [
      "cityName IN ('Toronto','Frankfurt')",
      { op: 'in', args: [property('cityName'), ['Toronto', 'Frankfurt']] },
    ],
    ['geophysical_survey IS NULL', { op: 'isNull', args: [property('geophysical_survey')] }],
    [
      "updated >= DATE('2020-02-01')",
      { op: '>=', args: [property('updated'), { date: '2020-02-01' }] },
    ],
    [
      "T_AFTER(event_date, TIMESTAMP('2020-02-01T00:00:00Z'))",
      { op: 't_after', args: [property('event_date'), { timestamp: '2020-02-01T00:00:00Z' }] },
    ],
    [
      "T_DURING(built, INTERVAL('..', '2005-12-31'))",
      { op: 't_during', args: [property('built'), { interval: ['..', '2005-12-31'] }] },
    ],
    [
      'S_CROSSES(road,POLYGON((0 0,1 0,1 1,0 0)))',
      {
        op: 's_crosses',
        args: [
          property('road'),
          {
            type: 'Polygon',
            coordinates: [
              [
                [0, 0],
                [1, 0],
                [1, 1],
                [0, 0],
              ],
            ],
          },
        ],
      },
    ],
    [
      "CASEI(road) = CASEI('Straße')",
      {
        op: '=',
        args: [
          { op: 'casei', args: [property('road')] },
          { op: 'casei', args: ['Straße'] },
        ],
      },
    ],
    [
      'a=1 OR b=2 AND c=3',
      {
        op: 'or',
        args: [
          { op: '=', args: [property('a'), 1] },
          {
            op: 'and',
            args: [
              { op: '=', args: [property('b'), 2] },
              { op: '=', args: [property('c'), 3] },
            ],
          },
        ],
      },
    ],
    [`"tên gọi" = 'it''s'`, { op: '=', args: [property('tên gọi'), "it's"] }],
  ])('%s', (text, expected) => {
    expect(parseCql2Text(text)).toEqual(expected);
  });

  it.each([
    ['', 1],
    ['a =', 4],
    ['(a = 1', 7],
    ['a = 1)', 6],
    ["a = 'open", 5],
    ['a IN 1', 6],
    ['a = 1 b = 2', 7],
    ['POINT(1)', 8],
  ])('names the place of what it cannot read: %s', (text, place) => {
    expect(() => parseCql2Text(text)).toThrow(
      expect.objectContaining({ code: 'ogc.filter_invalid', parameters: { place } }),
    );
  });

  it.each([
    ['a + 1 = 2', '+'],
    ['a = -b', '-'],
    ['a < +(b)', '+'],
    ['-a BETWEEN -9 AND -1', '-'],
    ['a IN (1, -b)', '-'],
  ])('refuses arithmetic by its sign: %s', (text, name) => {
    expect(() => parseCql2Text(text)).toThrow(
      expect.objectContaining({ code: 'ogc.filter_unsupported', parameters: { name } }),
    );
  });
});
