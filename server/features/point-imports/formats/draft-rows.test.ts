import { describe, expect, it } from 'vitest';

import type { RowProblem } from '#server/contract/point-import.ts';
import { unknownWordsOf } from '#server/features/point-imports/read-preview.ts';

import { draftRow, lifeOf } from './draft-rows.ts';
import { positionOf, refuseDrafts } from './read-drafts.ts';
import { refusedRows } from './refused-rows.ts';
import type { PointDraft } from './validate-row.ts';

const TODAY = '2026-11-24';
const DRAFT: PointDraft = {
  line: 2,
  externalId: 'A-1',
  officialName: 'Nhà nghỉ Gió',
  aliases: ['Gió Một', 'Gió Hai'],
  kind: 'business',
  category: 'NN',
  geometry: { type: 'Point', coordinates: [105.85, 21.03] },
  communeCode: null,
  communeName: null,
  documentNumber: '1/KH',
  note: 'Ngõ tối',
  locationErrorMetres: null,
  consentedTo: [],
  address: null,
  placedBy: null,
  status: 'proposed',
  listedOn: null,
  eliminatedOn: null,
  handedOverOn: null,
};
const row = (more: Partial<PointDraft>) =>
  draftRow({ key: 'k', draft: { ...DRAFT, ...more } }, TODAY);
const life = (more: Partial<PointDraft>) =>
  lifeOf(7, { ...DRAFT, ...more }, { today: TODAY, fileName: 'a.csv' });
const found = (precision: 'door' | 'commune') => ({
  label: 'Số 2 Phố Gió',
  precision,
  radiusMetres: 10,
  source: 'Bảng',
});

describe('a row as the register takes it', () => {
  it('is a proposal since the day of its paper, or since today', () => {
    expect(row({})).toMatchObject({ importKey: 'k', statusSince: TODAY });
    expect(row({ listedOn: '2026-01-05' }).statusSince).toBe('2026-01-05');
  });

  it('has the address and precision of the gazetteer, but no address of a commune alone', () => {
    expect(row({})).toMatchObject({ placePrecision: null, address: null });
    expect(row({ placedBy: found('door') })).toMatchObject({
      placePrecision: 'door',
      address: 'Số 2 Phố Gió',
    });
    expect(row({ placedBy: found('commune') })).toMatchObject({
      placePrecision: 'commune',
      address: null,
    });
  });

  it('has no precision where a hand put it, but that of a commune', () => {
    const byHand = { byHand: true, radiusMetres: 50 } as const;
    expect(row({ placedBy: { ...byHand, commune: null } })).toMatchObject({
      placePrecision: null,
      address: null,
    });
    expect(row({ placedBy: { ...byHand, commune: 'Ba Vì' } }).placePrecision).toBe('commune');
  });
});

describe('what belongs to an imported point', () => {
  it('is each other name, with the file that it comes from', () => {
    expect(life({}).aliases).toEqual([
      { pointId: 7, name: 'Gió Một', source: 'a.csv' },
      { pointId: 7, name: 'Gió Hai', source: 'a.csv' },
    ]);
  });

  it('is a proposal with its paper and note, which claims nothing more', () => {
    const { proposal, claims } = life({});
    expect(proposal).toEqual({
      pointId: 7,
      effectiveOn: TODAY,
      documentNumber: '1/KH',
      note: 'Ngõ tối',
      detail: { imported: true, fileName: 'a.csv', externalId: 'A-1' },
    });
    expect(claims).toEqual([]);
  });

  it('is what its papers claim beyond that, from their days on', () => {
    const days = { listedOn: '2026-01-05', eliminatedOn: '2026-03-01' };
    const { proposal, claims } = life({ ...days, status: 'eliminated', placedBy: found('door') });
    expect(proposal.effectiveOn).toBe('2026-01-05');
    expect(proposal.detail).toMatchObject({
      placedBy: found('door'),
      claimed: { status: 'eliminated', ...days },
    });
    expect(claims).toEqual([{ pointId: 7, status: 'eliminated', ...days, documentNumber: '1/KH' }]);
    expect(life({ status: 'active', listedOn: '2026-01-05' }).claims).toHaveLength(1);
  });
});

describe('rows that the database refuses', () => {
  const kept = ['a', 'b', 'c'].map((key, at) => ({ key, draft: { ...DRAFT, line: at + 2 } }));
  const problems = [{ line: 9, code: 'import.date_unreadable' }] as RowProblem[];
  const mapping = { columns: { latitude: 1, wkt: 2 } } as unknown as Parameters<
    typeof refuseDrafts
  >[2];
  const header = { header: ['Tên', 'Vĩ độ', 'Hình'] };

  it('leave the table, each with the column that is at fault', () => {
    const refused = new Map([
      ['b', 'import.outside_city'],
      ['c', 'import.geometry_broken'],
    ] as const);
    const left = refuseDrafts({ kept, problems }, header, mapping, refused);
    expect(left.kept.map(({ key }) => key)).toEqual(['a']);
    expect(left.problems.map(({ line, code, column }) => [line, code, column])).toEqual([
      [9, 'import.date_unreadable', undefined],
      [3, 'import.outside_city', 'Vĩ độ'],
      [4, 'import.geometry_broken', 'Hình'],
    ]);
  });

  it('are none where the database refuses none', () => {
    const judged = { kept, problems };
    expect(refuseDrafts(judged, header, mapping, new Map())).toEqual(judged);
  });
});

describe('the position of a row in lists', () => {
  it('is the first corner of a line or an area', () => {
    const ring = [
      [105.1, 21.1],
      [105.2, 21.1],
      [105.2, 21.2],
      [105.1, 21.1],
    ] as [number, number][];
    const of = (geometry: PointDraft['geometry']) => positionOf({ ...DRAFT, geometry });
    expect(of(DRAFT.geometry)).toEqual([105.85, 21.03]);
    expect(of({ type: 'LineString', coordinates: ring.slice(1) })).toEqual([105.2, 21.1]);
    expect(of({ type: 'Polygon', coordinates: [ring] })).toEqual([105.1, 21.1]);
    expect(of({ type: 'MultiPolygon', coordinates: [[ring]] })).toEqual([105.1, 21.1]);
  });
});

describe('the reasons of refused rows', () => {
  const problem = (line: number, more: Partial<RowProblem>): RowProblem => ({
    line,
    field: 'longitude',
    column: 'Kinh độ',
    code: 'import.coordinates_missing',
    severity: 'error',
    value: null,
    ...more,
  });

  it('stand in one text a row, by line, each with its column and once', () => {
    const missing = 'Thiếu tọa độ. Hãy điền kinh độ và vĩ độ.';
    expect(
      refusedRows([
        problem(5, {}),
        problem(3, {}),
        problem(3, {}),
        problem(3, { column: null, code: 'import.address_left_out' }),
      ]),
    ).toEqual([
      { line: 3, reason: `“Kinh độ”: ${missing} Bạn đã bỏ dòng này ra.` },
      { line: 5, reason: `“Kinh độ”: ${missing}` },
    ]);
  });

  it('name the earlier row that a row repeats', () => {
    const [row] = refusedRows([problem(5, { otherLine: 2 })]);
    expect(row?.reason).toMatch(/ \(lặp dòng 2\)$/);
  });
});

describe('words that are not understood', () => {
  const unknown = (value: string | null, code = 'import.category_unknown') =>
    ({ code, value }) as RowProblem;

  it('are counted however they are spelled, the most frequent first', () => {
    expect(
      unknownWordsOf([
        unknown('Kho bãi'),
        unknown('Quán net'),
        unknown('QUAN “NET”'),
        unknown('Kho', 'import.kind_unknown'),
        unknown(null),
      ]),
    ).toEqual([
      { word: 'Quán net', count: 2 },
      { word: 'Kho bãi', count: 1 },
    ]);
  });

  it('are the fifty most frequent', () => {
    const words = Array.from({ length: 51 }, (_, at) => unknown(`Từ ${at}`));
    expect(unknownWordsOf(words)).toHaveLength(50);
  });
});
