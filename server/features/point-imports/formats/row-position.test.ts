import { describe, expect, it } from 'vitest';

import { GOOD_ROW, judgeRow, reasonsOf, type Cells } from '#tests/support/files/import-rows.ts';

const REST = { officialName: 'Nhà nghỉ Gió', category: 'NN' };
/** Places a row: gives what it was placed by, or why it was not. */
function placed(cells: Cells, mapping = {}): unknown {
  const outcome = judgeRow({ ...REST, ...cells }, mapping);
  if (!('draft' in outcome)) return reasonsOf(outcome);
  return outcome.draft.geometry?.coordinates ?? outcome.draft.address;
}
const problemOf = (cells: Cells, mapping = {}) => {
  const outcome = judgeRow({ ...REST, ...cells }, mapping);
  return 'problems' in outcome ? outcome.problems[0] : null;
};

describe('the place of a row', () => {
  const WKT = { wkt: 'POINT(105.81 21.01)' };
  const PAIR = { longitude: '105.82', latitude: '21.02' };
  const ONE_CELL = { coordinates: '21.03, 105.83' };
  const ADDRESS = { address: '12 phố Huế' };

  it('is taken from its shape, its two columns, its one column and its address, in this order', () => {
    const empty = { wkt: null, longitude: null, latitude: null, coordinates: null };
    expect(placed({ ...WKT, ...PAIR, ...ONE_CELL, ...ADDRESS })).toEqual([105.81, 21.01]);
    expect(placed({ ...empty, ...PAIR, ...ONE_CELL, ...ADDRESS })).toEqual([105.82, 21.02]);
    expect(placed({ ...empty, ...ONE_CELL, ...ADDRESS })).toEqual([105.83, 21.03]);
    expect(placed({ ...empty, ...ADDRESS })).toBe('12 phố Huế');
  });

  it('is its address too where its position is 0 or said to be missing', () => {
    expect(placed({ longitude: '0', latitude: '0', ...ADDRESS })).toBe('12 phố Huế');
    expect(placed({ longitude: '-', latitude: 'chưa có', ...ADDRESS })).toBe('12 phố Huế');
    expect(placed({ coordinates: 'n/a', ...ADDRESS })).toBe('12 phố Huế');
  });

  it('is nowhere without a position and with no address', () => {
    for (const address of [null, '-', 'không']) {
      expect(placed({ longitude: null, latitude: null, address })).toEqual([
        'longitude: coordinates_missing',
      ]);
    }
  });

  it('is missing where one of two columns is empty', () => {
    expect(placed({ longitude: '105.85', latitude: null })).toEqual([
      'longitude: coordinates_missing',
    ]);
    expect(placed({ longitude: null, latitude: '21.03' })).toEqual([
      'longitude: coordinates_missing',
    ]);
  });

  it('is asked for in the column that the table has', () => {
    expect(placed({ wkt: null })).toEqual(['wkt: coordinates_missing']);
    expect(placed({ coordinates: null })).toEqual(['coordinates: coordinates_missing']);
    expect(placed({})).toEqual(['coordinates: coordinates_missing']);
  });

  it('is read on the grid that the person named', () => {
    const metres = { longitude: '588154', latitude: '2326509' };
    const mapping = { consents: ['import.coordinates_vn2000'] };
    const [usual] = placed(metres, mapping) as number[];
    const [named] = placed(metres, { ...mapping, grid: 'utm-48' }) as number[];
    expect(usual).toBeCloseTo(105.85, 1);
    expect(named).not.toBeCloseTo(usual ?? 0, 4);
  });

  it('is shown with what stands in the cells, cut to 200 characters', () => {
    expect(problemOf({ longitude: 'gần', latitude: 'hồ' })?.value).toBe('gần | hồ');
    expect(problemOf({ wkt: 'x'.repeat(300) })?.value).toHaveLength(200);
    expect(problemOf({ coordinates: 'x'.repeat(300) })?.value).toHaveLength(200);
    expect(problemOf({ longitude: 'x'.repeat(300), latitude: '1' })?.value).toHaveLength(200);
  });
});

describe('the address of a row', () => {
  const placedAt = (address: string, communeName: string | null) =>
    placed({ longitude: null, latitude: null, address, communeName });

  it('has the commune of the row, where it does not name it itself', () => {
    expect(placedAt('12 phố Huế', 'Hai Bà Trưng')).toBe('12 phố Huế, Hai Bà Trưng');
    expect(placedAt('12 phố Huế, HAI BA TRUNG', 'Hai Bà Trưng')).toBe('12 phố Huế, HAI BA TRUNG');
    expect(placedAt('12 phố Huế', null)).toBe('12 phố Huế');
    expect(placedAt('12 phố Huế', '-')).toBe('12 phố Huế');
  });

  it('has 300 characters at most, the commune among them', () => {
    expect(placedAt('a'.repeat(300), null)).toBe('a'.repeat(300));
    expect(placedAt('a'.repeat(301), null)).toEqual(['address: text_too_long']);
    expect(placedAt('a'.repeat(293), 'Ba Vì')).toBe(`${'a'.repeat(293)}, Ba Vì`);
    expect(placedAt('a'.repeat(294), 'Ba Vì')).toEqual(['address: text_too_long']);
  });
});

describe('the texts of a row', () => {
  const LONG: [keyof Cells, number][] = [
    ['externalId', 200],
    ['documentNumber', 100],
    ['communeName', 200],
    ['note', 2_000],
  ];

  it.each(LONG)('has a length of its own: %s', (field, longest) => {
    const of = (length: number) =>
      reasonsOf(judgeRow({ ...GOOD_ROW, [field]: 'x'.repeat(length) }));
    expect(of(longest)).toEqual([]);
    expect(of(longest + 1)).toEqual([`${field}: text_too_long`]);
  });

  it('are shown in a problem up to 200 characters, with the heading of their column', () => {
    const outcome = judgeRow({ ...GOOD_ROW, note: 'x'.repeat(2_001) });
    const [problem] = 'problems' in outcome ? outcome.problems : [];
    expect(problem).toMatchObject({ column: 'note', line: 7 });
    expect(problem?.value).toHaveLength(200);
  });

  it('have other names of two to 200 letters, each once', () => {
    const names = (aliases: string) => {
      const outcome = judgeRow({ ...GOOD_ROW, aliases });
      return 'draft' in outcome ? outcome.draft.aliases : reasonsOf(outcome);
    };
    expect(names('Bar Sao|Bar  Sao\nQuán Trăng;A')).toEqual(['Bar Sao', 'Quán Trăng']);
    expect(names('a'.repeat(200))).toHaveLength(1);
    expect(names('a'.repeat(201))).toEqual(['aliases: text_too_long']);
  });

  it('have a name of two letters at least', () => {
    expect(reasonsOf(judgeRow({ ...GOOD_ROW, officialName: 'Bé' }))).toEqual([]);
  });

  it('take a word for "nothing" as an empty cell', () => {
    const blank = { kind: '-', status: 'n/a', communeCode: 'không', locationErrorMetres: '-' };
    expect(reasonsOf(judgeRow({ ...GOOD_ROW, ...blank, listedOn: 'chưa có' }))).toEqual([]);
    expect(reasonsOf(judgeRow({ ...GOOD_ROW, category: '-' }))).toEqual([
      'category: category_missing',
    ]);
    const fallback = { defaults: { category: 'CC-NG' } };
    expect(reasonsOf(judgeRow({ ...GOOD_ROW, category: '-' }, fallback))).toEqual([]);
  });

  it.each(['12m', '12 m', '12 mét', '12 MET', '12'])('read an error in metres (%s)', (text) => {
    expect(judgeRow({ ...GOOD_ROW, locationErrorMetres: text })).toMatchObject({
      draft: { locationErrorMetres: 12 },
    });
  });

  it('keep the number of a paper of their own before that of the whole table', () => {
    const defaults = { documentNumber: '1/KH' };
    expect(judgeRow({ ...GOOD_ROW, documentNumber: '2/KH' }, { defaults })).toMatchObject({
      draft: { documentNumber: '2/KH' },
    });
    expect(judgeRow(GOOD_ROW, { defaults })).toMatchObject({ draft: { documentNumber: '1/KH' } });
  });
});

describe('the days of a row', () => {
  it('come in their order, each after the one before it', () => {
    const days = { status: 'eliminated', listedOn: '1/1/2024', eliminatedOn: '1/3/2024' };
    expect(reasonsOf(judgeRow({ ...GOOD_ROW, ...days }))).toEqual([]);
    expect(reasonsOf(judgeRow({ ...GOOD_ROW, ...days, handedOverOn: '1/2/2024' }))).toEqual([
      'handedOverOn: date_order',
      'handedOverOn: date_contradicts_status',
    ]);
  });
});
