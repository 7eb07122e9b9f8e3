import { describe, expect, it } from 'vitest';

import { emptyBase } from '#client/forms/entered-values.ts';
import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { Shape } from '#client/map/shape.ts';
import type { Me } from '#server/contract/account.ts';
import type { LonLat } from '#server/contract/geo.ts';

import {
  cleared,
  drawn,
  fromGeometry,
  NOTHING_DRAWN,
  startWith,
  undone,
  withKind,
  withoutVertex,
  withVertex,
} from './drawing-state.ts';
import { newPointLines, shapeLine } from './new-point-lines.ts';
import { emptyPlace } from './place-facts.tsx';

const format = makeFormat('vi', vi.common);
const [A, B, C]: [LonLat, LonLat, LonLat] = [
  [105.8, 21],
  [105.801, 21],
  [105.801, 21.001],
];
const line = (kind: Shape['kind'], ...vertices: LonLat[]) =>
  shapeLine({ kind, vertices }, vi, format);

describe('a shape in a preview', () => {
  it('is a spot by its coordinates, and says what is missing while there is none', () => {
    expect(line('Point', A)).toBe(format.coordinates(A));
    expect(line('Point')).toBe('Chưa đặt vị trí.');
    expect(line('LineString')).toBe('Đoạn đường cần ít nhất 2 đỉnh.');
    expect(line('Polygon')).toBe('Vùng cần ít nhất 3 đỉnh.');
  });

  it('is a line or an area by its size and its corners', () => {
    expect(line('LineString', A, B)).toMatch(/ 104 m, 2 đỉnh$/);
    expect(line('Polygon', A, B, C)).toMatch(/, 3 đỉnh$/);
  });
});

describe('the preview of a proposal', () => {
  const me = { account: { name: 'Lê Thị Minh Họa' }, role: 'officer' } as Me;
  const words = { text: vi, format, me, category: 'Karaoke', communes: null };
  const values = { ...emptyBase(), ...emptyPlace(), officialName: 'Quán Mẫu' };
  const lines = (more: object) =>
    newPointLines(
      { ...values, effectiveOn: '2026-03-01' },
      { kind: 'Point', vertices: [A] },
      {
        ...words,
        ...more,
      },
    ).map(({ label, value }) => [label, value]);

  it('says that the place will be a proposal, and by whom', () => {
    const said = lines({});
    expect(said[0]?.[1]).toBe(format.coordinates(A));
    expect(said).toContainEqual(['Loại hình', 'Karaoke']);
    expect(said.map(([, value]) => value)).toContain('Đề xuất');
    expect(said.at(-1)?.[1]).toContain('Lê Thị Minh Họa');
  });

  it('names the communes once they are known', () => {
    const communes = [{ name: 'Ba Đình', type: 'phuong' }];
    expect(lines({ communes })[1]?.[1]).toBe('phường Ba Đình');
    expect(lines({})).toHaveLength(lines({ communes }).length - 1);
  });
});

describe('the corners of a drawing', () => {
  const area = [A, B, C].reduce(withVertex, withKind(NOTHING_DRAWN, 'Polygon'));

  it('are open to the pointer again once none is left, and closed once one was typed', () => {
    expect(withVertex(NOTHING_DRAWN, A).open).toBe(false);
    expect(withoutVertex(area, 1)).toMatchObject({ vertices: [A, C], open: false });
    expect(withoutVertex(withVertex(NOTHING_DRAWN, A), 0).open).toBe(true);
    expect(cleared(area)).toMatchObject({ kind: 'Polygon', vertices: [], open: true });
    expect(cleared(NOTHING_DRAWN)).toBe(NOTHING_DRAWN);
    expect(withKind(area, 'Polygon')).toBe(area);
    expect(withKind(area, 'LineString')).toMatchObject({ kind: 'LineString', open: true });
  });

  it('go back a hundred steps, and not one more', () => {
    let line = withKind(NOTHING_DRAWN, 'LineString');
    for (let at = 0; at < 150; at += 1) line = drawn(line, [[105 + at / 1_000, 21]], true);
    expect(line.past).toHaveLength(100);
    let back = line;
    for (let step = 0; step < 120; step += 1) back = undone(back);
    expect(back.vertices).toEqual([[105.049, 21]]);
    expect(back.past).toEqual([]);
  });

  it('are open to the pointer after going back to a drawing of nothing', () => {
    expect(undone(withVertex(NOTHING_DRAWN, A)).open).toBe(true);
    expect(undone(withVertex(area, A)).open).toBe(false);
  });

  it('begin with those of the record', () => {
    expect(startWith({ kind: 'LineString', vertices: [A, B] })).toEqual({
      kind: 'LineString',
      vertices: [A, B],
      open: false,
      past: [],
    });
    expect(startWith({ kind: 'Point', vertices: [] }).open).toBe(true);
    expect(fromGeometry({ type: 'Point', coordinates: A })).toEqual({
      kind: 'Point',
      vertices: [A],
    });
    expect(fromGeometry({ type: 'LineString', coordinates: [A, B] })?.vertices).toEqual([A, B]);
    expect(fromGeometry({ type: 'MultiLineString', coordinates: [[A, B]] })).toBeNull();
    expect(fromGeometry({ type: 'MultiPolygon', coordinates: [[[A, B, C, A]]] })).toBeNull();
  });
});
