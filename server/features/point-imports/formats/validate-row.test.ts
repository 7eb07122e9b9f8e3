import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ImportMapping, RowProblem } from '#server/contract/point-import.ts';
import {
  type Cells,
  GOOD_ROW,
  judgeRow,
  reasonsOf,
  ROW_CONTEXT,
} from '#tests/support/files/import-rows.ts';
import { reached } from '#tests/support/reached.ts';

import { rowValidator, type PointDraft, type RowOutcome } from './validate-row.ts';

function draftOf(outcome: RowOutcome): PointDraft {
  if ('draft' in outcome && outcome.draft.geometry !== null) return outcome.draft;
  throw new Error(JSON.stringify(outcome));
}

describe('a good row', () => {
  it('becomes a draft with everything the table tells', () => {
    const outcome = judgeRow({
      ...GOOD_ROW,
      externalId: 'A-1',
      aliases: 'Ngã ba cũ; Ngã ba  mới;;',
      kind: 'Địa bàn công cộng',
      communeCode: '664',
      communeName: 'Xã Đại Thanh',
      status: 'Đã triệt xóa',
      listedOn: '05/02/2024',
      eliminatedOn: '45474',
      documentNumber: '46/KH-UBND',
      note: 'Đoạn đường tối',
      locationErrorMetres: '12,5 m',
    });
    expect(draftOf(outcome)).toEqual({
      line: 7,
      externalId: 'A-1',
      officialName: 'Ngã ba Hoà Lạc',
      aliases: ['Ngã ba cũ', 'Ngã ba mới'],
      kind: 'public_area',
      category: 'CC-NG',
      geometry: { type: 'Point', coordinates: [105.85, 21.03] },
      consentedTo: [],
      status: 'eliminated',
      listedOn: '2024-02-05',
      eliminatedOn: '2024-07-01',
      handedOverOn: null,
      communeCode: '00664',
      communeName: 'Xã Đại Thanh',
      documentNumber: '46/KH-UBND',
      note: 'Đoạn đường tối',
      locationErrorMetres: 12.5,
      address: null,
      placedBy: null,
    });
  });

  it('is placed by WKT, by one cell or by the geometry of its file', () => {
    const rest = { officialName: 'Ngã ba', category: 'KS' };
    expect(
      draftOf(judgeRow({ ...rest, wkt: 'LINESTRING(105.8 21,105.9 21.1)' })).geometry.type,
    ).toBe('LineString');
    expect(
      draftOf(judgeRow({ ...rest, coordinates: '21.03, 105.85' })).geometry.coordinates,
    ).toEqual([105.85, 21.03]);
    expect(draftOf(judgeRow(rest, {}, { type: 'Point', coordinates: [105.85, 21.03] })).kind).toBe(
      'business',
    );
  });

  it('is placed by its address where it has no coordinates, and not where they are unreadable', () => {
    const addressed = { ...GOOD_ROW, address: '12 phố Huế' };
    expect(judgeRow({ ...addressed, longitude: null, latitude: null })).toMatchObject({
      draft: { geometry: null, address: '12 phố Huế' },
    });
    expect(reasonsOf(judgeRow({ ...addressed, longitude: 'gần hồ' }))).toEqual([
      'longitude: coordinates_unreadable',
    ]);
  });

  it.each([
    ['KS', 'KS'],
    ['khach san', 'KS'],
    ['KHÁCH SẠN', 'KS'],
    ['Massage', 'XB'],
    ['tẩm quất', 'XB'],
    ['Cà phê “đèn mờ”, cà phê chòi', 'CF'],
    ['cc-bx', 'CC-BX'],
    ['Bến xe', 'CC-BX'],
    ['Khác', 'KHAC'],
  ])('may name its category %j', (word, code) => {
    expect(draftOf(judgeRow({ ...GOOD_ROW, category: word })).category).toBe(code);
  });

  it('takes the defaults that the user set where its cells are empty', () => {
    const defaults = {
      category: 'KHAC',
      status: 'active',
      listedOn: '2024-02-05',
      documentNumber: '46/KH-UBND',
    };
    const draft = draftOf(judgeRow({ ...GOOD_ROW, category: null }, { defaults }));
    expect(draft).toMatchObject({
      category: 'KHAC',
      kind: 'business',
      status: 'active',
      listedOn: '2024-02-05',
      documentNumber: '46/KH-UBND',
    });
  });
});

describe('a row is refused with a reason', () => {
  it.each<[string, Cells, string[]]>([
    ['no name', { officialName: null }, ['officialName: name_missing']],
    ['a name of one letter', { officialName: 'A' }, ['officialName: name_too_short']],
    ['a name of 201 letters', { officialName: 'a'.repeat(201) }, ['officialName: text_too_long']],
    ['a person in the name', { officialName: 'Quán bà Hoa' }, ['officialName: personal_data']],
    ['a telephone in the note', { note: 'gọi 0912345678' }, ['note: personal_data']],
    ['a person among the aliases', { aliases: 'Quán 5; nhà ông Minh' }, ['aliases: personal_data']],
    ['no category', { category: null }, ['category: category_missing']],
    ['an unknown category', { category: 'quán cơm' }, ['category: category_unknown']],
    ['an unknown kind', { kind: 'gì đó' }, ['kind: kind_unknown']],
    ['a kind at odds', { kind: 'business' }, ['kind: kind_contradicts_category']],
    ['an unknown status', { status: 'gì đó' }, ['status: status_unknown']],
    ['a recurrence', { status: 'Tái hoạt động' }, ['status: status_not_importable']],
    ['a delisting', { status: 'delisted' }, ['status: status_not_importable']],
    ['an impossible day', { listedOn: '31/02/2024' }, ['listedOn: date_unreadable']],
    ['the month first', { listedOn: '02/13/2024' }, ['listedOn: date_unreadable']],
    ['a month alone', { listedOn: '02/2024' }, ['listedOn: date_unreadable']],
    ['a day of tomorrow', { listedOn: '25/11/2026' }, ['listedOn: date_in_future']],
    ['active without its day', { status: 'active' }, ['listedOn: date_missing_for_status']],
    [
      'active after elimination',
      { status: 'active', listedOn: '1/1/2024', eliminatedOn: '1/2/2024' },
      ['eliminatedOn: date_contradicts_status'],
    ],
    [
      'eliminated before it was listed',
      { status: 'eliminated', listedOn: '2/1/2024', eliminatedOn: '1/1/2024' },
      ['eliminatedOn: date_order'],
    ],
    [
      'eliminated without a day',
      { status: 'eliminated', listedOn: '1/1/2024' },
      ['eliminatedOn: date_missing_for_status'],
    ],
    [
      'a hand-over, which its commune has yet to say yes to',
      { status: 'Đã bàn giao', listedOn: '1/1/2024', eliminatedOn: '2/1/2024' },
      ['status: status_not_importable'],
    ],
    ['no position', { longitude: null, latitude: null }, ['longitude: coordinates_missing']],
    ['a position at 0,0', { longitude: '0', latitude: '0' }, ['longitude: coordinates_zero']],
    ['a broken shape', { wkt: 'POLYGON((1 2' }, ['wkt: coordinates_unreadable']],
    [
      'a commune code in words',
      { communeCode: 'Ba Đình' },
      ['communeCode: commune_code_unreadable'],
    ],
    [
      'an error of position in words',
      { locationErrorMetres: 'khoảng' },
      ['locationErrorMetres: location_error_unreadable'],
    ],
    [
      'several at once',
      { officialName: null, category: 'x', longitude: 'y' },
      [
        'officialName: name_missing',
        'category: category_unknown',
        'longitude: coordinates_unreadable',
      ],
    ],
  ])('%s', (_, cells, expected) => {
    expect(reasonsOf(judgeRow({ ...GOOD_ROW, ...cells }))).toEqual(expected);
  });

  it('which says line, heading and what stands there', () => {
    const outcome = judgeRow({ ...GOOD_ROW, note: 'gọi 0912345678' });
    expect('problems' in outcome && outcome.problems).toEqual([
      {
        line: 7,
        field: 'note',
        column: 'note',
        code: 'text.personal_data',
        severity: 'error',
        value: 'gọi 0912345678',
        marks: [{ start: 4, end: 14, kind: 'telephone' }],
      },
    ]);
  });

  it('is found in each of several rows with the same text, and only there', () => {
    const header = Object.keys({ ...GOOD_ROW, note: '' });
    const columns = Object.fromEntries(header.map((field, index) => [field, index]));
    const judge = rowValidator(header, ImportMapping.parse({ columns }), ROW_CONTEXT);
    const notes = ['gọi 0912345678', 'gọi 0912345678', null, 'đường tối', 'gọi 0912345678'];
    const found = notes.map((note, line) =>
      reasonsOf(judge({ line, cells: Object.values({ ...GOOD_ROW, note }) })),
    );
    const marked = ['note: personal_data'];
    expect(found).toEqual([marked, marked, [], [], marked]);
  });

  it('KHAC is never assumed', () => {
    expect(reasonsOf(judgeRow({ ...GOOD_ROW, category: '' }))).toEqual([
      'category: category_missing',
    ]);
  });
});

describe('a reading that needs consent', () => {
  const swapped = { ...GOOD_ROW, longitude: '21.03', latitude: '105.85' };

  it('is offered and not written', () => {
    const outcome = judgeRow(swapped);
    expect('problems' in outcome && outcome.problems).toMatchObject([
      {
        code: 'import.coordinates_swapped',
        severity: 'needs_consent',
        suggestion: [105.85, 21.03],
      },
    ]);
  });

  it('is written once the user agrees to that very reading', () => {
    const draft = draftOf(judgeRow(swapped, { consents: ['import.coordinates_swapped'] }));
    expect(draft).toMatchObject({
      geometry: { coordinates: [105.85, 21.03] },
      consentedTo: ['import.coordinates_swapped'],
    });
    expect(reasonsOf(judgeRow(swapped, { consents: ['import.coordinates_vn2000'] }))).toEqual([
      'longitude: coordinates_swapped',
    ]);
  });

  it('names the grid for metres', () => {
    const outcome = judgeRow({ ...GOOD_ROW, longitude: '2326509', latitude: '588154' });
    expect('problems' in outcome && outcome.problems[0]?.assumption).toMatchObject({
      grid: 'tm3-105',
      northingFirst: true,
    });
  });
});

it('any cells give a draft or reasons that fit the contract', () => {
  const cell = fc.option(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '105.85',
        '21.03',
        '0',
        '588154',
        '2326509',
        'KS',
        'active',
        '1/1/2024',
        '45000',
        'POINT(105 21)',
      ),
    ),
  );
  const fields = Object.fromEntries(
    [...ImportMapping.shape.columns.def.keyType.options].map((field) => [field, cell]),
  );
  reached({ refused: 0.9 }, (seen) => {
    fc.assert(
      fc.property(fc.record(fields), (cells) => {
        const outcome = judgeRow(cells);
        if (!seen('refused', 'problems' in outcome) || 'draft' in outcome) return;
        expect(outcome.problems.length).toBeGreaterThan(0);
        for (const problem of outcome.problems) RowProblem.parse(problem);
      }),
      { numRuns: 300 },
    );
  });
});
