import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PERIOD_EVENTS, POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';

import {
  filterQuery,
  filterQueryText,
  hasPeriod,
  isUnfiltered,
  NO_FILTER,
  readFilter,
  toggled,
  writeFilter,
  type Filter,
} from './filter.ts';
import { cameraOf, cameraSearch, ViewSearch } from './view-search.ts';

const digits = fc.nat({ max: 9 }).map(String);
const inOrder = <T extends string>(values: readonly T[]) =>
  fc.subarray([...values]).map((chosen) => values.filter((value) => chosen.includes(value)));
const filters: fc.Arbitrary<Filter> = fc.record({
  status: inOrder(POINT_STATUSES),
  flag: inOrder(POINT_FLAGS),
  category: fc.uniqueArray(fc.constantFrom('KS', 'NN', 'CC-TD', 'CC-NG')),
  kind: fc.constantFrom(null, 'business' as const, 'public_area' as const),
  commune: fc.uniqueArray(
    fc.array(digits, { minLength: 5, maxLength: 5 }).map((code) => code.join('')),
    { maxLength: 6 },
  ),
  // Words that look like numbers, truths or JSON are what the router likes to read as such.
  q: fc.oneof(
    fc.constantFrom('', '123', '00004', 'true', 'null', '{"a":1}', 'bến đò & "chợ" #1 %20'),
    fc.string({ maxLength: 60 }).map((words) => words.trim()),
  ),
  asOf: fc.constantFrom(null, '2026-03-01', '1999-12-31'),
  knownAt: fc.constantFrom(null, '2026-03-02'),
  happened: inOrder(PERIOD_EVENTS),
  from: fc.constantFrom(null, '2026-03-01'),
  to: fc.constantFrom(null, '2026-03-31'),
});

/** Search after a round trip through a link: written to an address by the router, and read from it again. */
function throughAddress(search: ViewSearch): ViewSearch {
  return ViewSearch.parse(defaultParseSearch(defaultStringifySearch(search)));
}

describe('a filter', () => {
  it('comes back from a link as it was', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(readFilter(throughAddress(writeFilter(filter)))).toEqual(filter);
      }),
    );
  });

  it('is the same question to the server in whatever order it was chosen', () => {
    const one = { ...NO_FILTER, commune: ['00004', '00008'], category: ['NN', 'KS'] };
    const other = { ...NO_FILTER, commune: ['00008', '00004'], category: ['KS', 'NN'] };
    expect(filterQueryText(one)).toBe(filterQueryText(other));
  });

  it('asks for nothing when nothing narrows', () => {
    expect(filterQueryText(NO_FILTER)).toBe('');
    expect(isUnfiltered({ ...NO_FILTER, asOf: '2026-01-01', knownAt: '2026-02-01' })).toBe(true);
    expect(filterQuery({ ...NO_FILTER, q: '  ' })).toEqual({});
  });

  it('is by a period where it names an event, a first or a last day', () => {
    const periods: Partial<Filter>[] = [
      { happened: ['listed'] },
      { from: '2026-03-01' },
      { to: '2026-03-31' },
    ];
    for (const period of periods) expect(hasPeriod({ ...NO_FILTER, ...period })).toBe(true);
    expect(hasPeriod({ ...NO_FILTER, asOf: '2026-03-01' })).toBe(false);
  });

  it('takes a value in and out', () => {
    expect(toggled(['active'], 'recurring')).toEqual(['active', 'recurring']);
    expect(toggled(['active', 'recurring'], 'active')).toEqual(['recurring']);
  });
});

describe('an address', () => {
  it('reproduces the camera to about a metre', () => {
    const camera = { at: [105.848632275, 21.023745036] as [number, number], zoom: 13.4567 };
    expect(cameraOf(throughAddress(cameraSearch(camera)))).toEqual({
      at: [105.84863, 21.02375],
      zoom: 13.46,
    });
  });

  it('loses what it does not understand, and nothing else', () => {
    const search = ViewSearch.parse({
      status: 'recurring,abolished',
      flag: 'nothing',
      commune: '00004,drop table',
      at: '500,500',
      z: 'near',
      as_of: '2026-02-30',
      id: -4,
      panel: 'cellar',
      kind: 'person',
      q: 7,
    });
    expect(readFilter(search)).toEqual({
      ...NO_FILTER,
      status: ['recurring'],
      commune: ['00004'],
      q: '7',
    });
    expect(cameraOf(search)).toBeNull();
    expect(search.id).toBeUndefined();
    expect(search.panel).toBeUndefined();
  });
});
