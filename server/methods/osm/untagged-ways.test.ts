import { expect, it } from 'vitest';

import { narrowOsm, wantedByAny, type OsmData, type OsmTags } from './osm-data.ts';
import { UntaggedWays } from './untagged-ways.ts';

it('ways without tags are found again by their ids, however many and long they are', () => {
  const ways = new UntaggedWays();
  // More ways, and more nodes of one way, than there is room for at first.
  const nodesOf = (id: number) =>
    Array.from({ length: id === 7 ? 5_000 : id % 3 }, (_, i) => 10 * id + i);
  for (let id = 1; id <= 2_500; id += 1) ways.add(id, nodesOf(id));
  const asked = [1, 2, 3, 7, 8, 1_024, 1_025, 2_500];
  expect([...ways.pick(new Set([...asked, 9_999]))]).toEqual(asked.map((id) => [id, nodesOf(id)]));
  expect(ways.pick(new Set()).size).toBe(0);
});

const has = (key: string) => (tags: OsmTags) => key in tags;
const never = () => false;

it('what several purposes want is what any of them wants, and relations only where one does', () => {
  const wanted = wantedByAny([
    { node: has('place'), way: has('highway') },
    { node: never, way: has('building'), relation: has('boundary') },
  ]);
  const answers = (tags: OsmTags) => [wanted.node(tags), wanted.way(tags), wanted.relation?.(tags)];
  expect(answers({ place: 'x' })).toEqual([true, false, false]);
  expect(answers({ highway: 'x' })).toEqual([false, true, false]);
  expect(answers({ building: 'x' })).toEqual([false, true, false]);
  expect(answers({ boundary: 'x' })).toEqual([false, false, true]);
  expect(wantedByAny([{ node: never, way: never }])).not.toHaveProperty('relation');
});

it('data are narrowed to what one purpose wants, without relations where it wants none', () => {
  const element = (key: string) => ({ id: 1, tags: { [key]: 'x' } });
  const data = {
    nodes: [element('place'), element('shop')],
    ways: [element('highway'), element('building')],
    relations: [element('boundary')],
    nodeCount: 9,
  } as unknown as OsmData;
  const wanted = { node: has('place'), way: has('highway') };
  const of = (narrow: OsmData) =>
    [narrow.nodes, narrow.ways, narrow.relations].map((all) =>
      all.map(({ tags }) => Object.keys(tags)[0]),
    );
  expect(of(narrowOsm(data, wanted))).toEqual([['place'], ['highway'], []]);
  expect(of(narrowOsm(data, { ...wanted, relation: has('boundary') }))[2]).toEqual(['boundary']);
  expect(narrowOsm(data, wanted).nodeCount).toBe(9);
});
