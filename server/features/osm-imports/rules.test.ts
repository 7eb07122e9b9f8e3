import { describe, expect, it } from 'vitest';

import type { Commune } from '#server/contract/commune.ts';
import type { LonLat } from '#server/contract/geo.ts';
import { OSM_PARTS, type OsmPart } from '#server/contract/osm-import.ts';

import { formerNamesOf, outlineOf } from './formats/read-osm-file.ts';
import { advisedParts, keptParts } from './rules.ts';

type Imports = Parameters<typeof keptParts>[1];
const imported = (parts: Partial<Record<OsmPart, boolean>>, undoneAt: string | null = null) =>
  ({
    undoneAt,
    parts: Object.entries(parts).map(([part, inForce]) => ({ part, inForce })),
  }) as unknown as Imports[number];

describe('the parts that a newer OSM file leaves alone', () => {
  it('are none where nobody has decided anything', () => {
    const all = OSM_PARTS.map((part) => ({ part, byImport: true }));
    expect(keptParts([], [])).toEqual([]);
    expect(keptParts(all, [imported({ communes: true, roads: true })])).toEqual([]);
  });

  it('are the areas of communes that came from another source, and no other part of one', () => {
    const other = OSM_PARTS.map((part) => ({ part, byImport: false }));
    expect(keptParts(other, [])).toEqual([{ part: 'communes', reason: 'other_source' }]);
  });

  it('are those put aside since the latest import that brought them', () => {
    const aside = [{ part: 'roads', reason: 'put_aside' }];
    expect(keptParts([], [imported({ roads: false }), imported({ roads: true })])).toEqual(aside);
    expect(keptParts([], [imported({ roads: true }), imported({ roads: false })])).toEqual([]);
    expect(keptParts([], [imported({ ground: true }), imported({ roads: false })])).toEqual(aside);
  });

  it('are not those of an import that was undone', () => {
    const undone = imported({ roads: false }, '2026-11-24T03:00:00Z');
    expect(keptParts([], [undone, imported({ roads: true })])).toEqual([]);
    expect(keptParts([], [undone])).toEqual([]);
  });
});

describe('the parts that are advised', () => {
  it('are those that the file has and nobody keeps, in their order', () => {
    expect(advisedParts([], [])).toEqual(OSM_PARTS);
    expect(advisedParts([{ part: 'ground' }], [{ part: 'communes' }])).toEqual([
      'roads',
      'gazetteer',
    ]);
  });
});

describe('the former names of communes', () => {
  const communes = [{ code: '00004', name: 'Ba Đình' }] as Commune[];
  const namesOf = (tags: Record<string, string>, code = '00004') =>
    formerNamesOf(new Map([[code, tags]]), communes).map(({ name }) => name);

  it('are those that mappers call so, without the word for their type', () => {
    expect(namesOf({ old_name: 'Phường Trúc Bạch;xã Vĩnh Phúc; Thị trấn  Cống Vị' })).toEqual([
      'Trúc Bạch',
      'Vĩnh Phúc',
      'Cống Vị',
    ]);
    expect(namesOf({ 'old_name:vi': 'Trúc Bạch', alt_name: 'Khác', name: 'Tên' })).toEqual([
      'Trúc Bạch',
    ]);
  });

  it('are each told once, and not where they say nothing new', () => {
    expect(namesOf({ old_name: 'Trúc Bạch;Phường Trúc Bạch', 'old_name:vi': 'Trúc Bạch' })).toEqual(
      ['Trúc Bạch'],
    );
    expect(namesOf({ old_name: 'Phường BA DINH' })).toEqual([]);
    expect(namesOf({ old_name: 'Phường Ba Đình' }, '00008')).toEqual(['Ba Đình']);
  });

  it('have two to a hundred letters', () => {
    expect(namesOf({ old_name: `A;Ab;${'x'.repeat(100)};${'x'.repeat(101)}` })).toEqual([
      'Ab',
      'x'.repeat(100),
    ]);
  });
});

describe('the outline of an OSM file', () => {
  type Data = Parameters<typeof outlineOf>[0];
  const data = (
    nodes: LonLat[],
    ways: number[][] = [],
    positions: LonLat[] = [],
    borders: number[][] = [],
  ) =>
    ({
      nodes: nodes.map(([longitude, latitude]) => ({ longitude, latitude })),
      ways: ways.map((list) => ({ nodes: list })),
      relations:
        borders.length === 0 ? [] : [{ members: borders.map((_, id) => ({ kind: 'way', id })) }],
      nodesOfMember: (id: number) => borders[id],
      positionOf: (node: number) => positions[node],
    }) as unknown as Data;

  it('is the northernmost and the southernmost position of each strip', () => {
    const strip: LonLat[] = [
      [105.8001, 21.1],
      [105.8002, 21.3],
      [105.8003, 21.0],
      [105.8004, 21.2],
    ];
    expect(outlineOf(data(strip))).toEqual([
      [105.8003, 21.0],
      [105.8002, 21.3],
    ]);
    expect(outlineOf(data([...strip, [105.8012, 21.4]]))).toHaveLength(4);
  });

  it('follows the ways and the borders too, as far as their nodes have positions', () => {
    const positions: LonLat[] = [
      [105.8001, 21.1],
      [105.8001, 21.2],
    ];
    const both = positions.toSorted((a, b) => a[1] - b[1]);
    expect(outlineOf(data([], [[0, 1, 7]], positions))).toEqual(both);
    expect(outlineOf(data([], [], positions, [[0], [1]]))).toEqual(both);
  });

  it('leaves out what lies beyond the surroundings of the city', () => {
    const inside: LonLat = [105.8, 21];
    expect(outlineOf(data([inside, [107, 21]]))).toEqual([inside, inside]);
  });

  it.each([
    ['osm.outside_city', data([[107, 21]])],
    ['osm.no_positions', data([], [[0]])],
    ['osm.no_positions', data([], [], [], [[0]])],
    ['osm.empty', data([])],
  ] as const)('is refused with %s', (code, given) => {
    expect(() => outlineOf(given)).toThrow(expect.objectContaining({ code }));
  });
});
