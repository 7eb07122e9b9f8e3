import { describe, expect, it } from 'vitest';

import { TIP_IMPORT_FIELDS, type TipImportField } from '#server/contract/tip-import.ts';
import { refusedTipRows } from '#server/features/tip-imports/commands.ts';

import { readChannel, readHeadings, readKind } from './column-words.ts';
import { judgeRow, type RowContext } from './judge-row.ts';

const TODAY = '2026-11-24';
type Cells = Partial<Record<TipImportField, string>>;
const GOOD: Cells = { number: 'CB-1', receivedOn: '01/11/2026', communeName: 'Hoàn Kiếm' };
const AT = { longitude: '105.85', latitude: '21.03' };

function judged(cells: Cells) {
  const context: RowContext = {
    header: TIP_IMPORT_FIELDS.map((field) => `cột ${field}`),
    fields: TIP_IMPORT_FIELDS,
    today: TODAY,
    categories: [{ code: 'KAR', name: 'karaoke', kind: 'business', number: 1 }],
    communes: [
      { id: 1, code: '00070', name: 'Hoàn Kiếm' },
      { id: 2, code: '09700', name: 'Ba Vì' },
    ],
  };
  return judgeRow(
    { line: 2, cells: TIP_IMPORT_FIELDS.map((field) => cells[field] ?? null) },
    context,
  );
}
const tipOf = (more: Cells) => {
  const outcome = judged({ ...GOOD, ...more });
  return 'tip' in outcome ? outcome.tip : outcome.problems.map(({ code }) => code);
};
const faultsOf = (more: Cells, without?: TipImportField) => {
  const cells = { ...GOOD, ...more };
  if (without !== undefined) delete cells[without];
  const outcome = judged(cells);
  return 'tip' in outcome ? [] : outcome.problems.map(({ field, code }) => `${field}: ${code}`);
};

describe('a row of tips', () => {
  it('is a report to nobody in particular where it says no kind and no channel', () => {
    expect(tipOf({})).toEqual({
      kind: 'feedback',
      channel: 'other',
      receivedOn: '2026-11-01',
      occurredOn: null,
      position: null,
      communeId: 1,
      locationErrorMetres: null,
      placeName: null,
      category: null,
      policeNumber: null,
      channelNumber: 'CB-1',
    });
  });

  it('is known by the number of the police where it has no other', () => {
    const { number: _, ...rest } = GOOD;
    expect(judged({ ...rest, policeNumber: 'CA-7' })).toMatchObject({
      tip: { channelNumber: 'CA-7', policeNumber: 'CA-7' },
    });
    expect(tipOf({ policeNumber: 'CA-7' })).toMatchObject({
      channelNumber: 'CB-1',
      policeNumber: 'CA-7',
    });
    expect(faultsOf({}, 'number')).toEqual(['number: number_missing']);
  });

  it('was received today at the latest, and happened on that day at the latest', () => {
    expect(tipOf({ receivedOn: '24/11/2026', occurredOn: '24/11/2026' })).toMatchObject({
      receivedOn: TODAY,
      occurredOn: TODAY,
    });
    expect(faultsOf({ receivedOn: '25/11/2026' })).toEqual(['receivedOn: date_in_future']);
    expect(faultsOf({ occurredOn: '02/11/2026' })).toEqual(['occurredOn: happened_after_receipt']);
    expect(faultsOf({ occurredOn: '25/11/2026' })).toEqual([
      'occurredOn: date_in_future',
      'occurredOn: happened_after_receipt',
    ]);
    expect(faultsOf({}, 'receivedOn')).toEqual(['receivedOn: date_missing']);
  });

  it('has a position or a commune, and with both the position alone', () => {
    expect(tipOf({ ...AT, locationErrorMetres: '50' })).toMatchObject({
      position: [105.85, 21.03],
      communeId: null,
      locationErrorMetres: 50,
    });
    expect(tipOf({ coordinates: '21.03, 105.85' })).toMatchObject({ position: [105.85, 21.03] });
    expect(tipOf({ locationErrorMetres: '50' })).toMatchObject({
      communeId: 1,
      locationErrorMetres: null,
    });
    expect(faultsOf({}, 'communeName')).toEqual(['coordinates: place_missing']);
    expect(faultsOf({ communeCode: '70' }, 'communeName')).toEqual([]);
    expect(faultsOf({ coordinates: 'gần hồ' })).toEqual(['coordinates: position_unreadable']);
    expect(faultsOf({ longitude: '105.85' })).toEqual(['longitude: position_unreadable']);
  });

  it('finds its commune by the code before the name, with zeros that a spreadsheet dropped', () => {
    expect(tipOf({ communeCode: '9700' })).toMatchObject({ communeId: 2 });
    expect(faultsOf({ communeCode: '99999' })).toEqual(['communeCode: commune_unknown']);
    expect(faultsOf({ communeName: 'Không Có' })).toEqual(['communeName: commune_unknown']);
  });

  it('finds its category by the code or the name', () => {
    expect(tipOf({ category: 'kar' })).toMatchObject({ category: 'KAR' });
    expect(tipOf({ category: 'Karaoke' })).toMatchObject({ category: 'KAR' });
    expect(faultsOf({ category: 'xưởng' })).toEqual(['category: category_unknown']);
  });

  it.each([
    ['0', 0],
    ['50m', 50],
    ['12,5', 12.5],
    ['20000', 20_000],
  ])('reads an error of its position in metres (%s)', (text, metres) => {
    expect(tipOf({ ...AT, locationErrorMetres: text })).toMatchObject({
      locationErrorMetres: metres,
    });
  });

  it.each(['-1', '20001', 'gần'])('refuses an error of its position of %s', (text) => {
    expect(faultsOf({ ...AT, locationErrorMetres: text })).toEqual([
      'locationErrorMetres: error_unreadable',
    ]);
  });

  it.each([
    ['number', 100],
    ['policeNumber', 100],
    ['placeName', 200],
  ] as const)('has a text of limited length: %s', (field, longest) => {
    expect(faultsOf({ [field]: 'x'.repeat(longest) })).toEqual([]);
    expect(faultsOf({ [field]: 'x'.repeat(longest + 1) })).toEqual([`${field}: text_too_long`]);
  });

  it('shows what stands in the cell up to 200 characters, under its heading', () => {
    const outcome = judged({ ...GOOD, placeName: 'x'.repeat(300) });
    const [problem] = 'problems' in outcome ? outcome.problems : [];
    expect(problem).toMatchObject({ line: 2, column: 'cột placeName', value: 'x'.repeat(200) });
  });
});

describe('the headings of a table of tips', () => {
  it.each([
    ['number', ['Số', 'Số tin', 'Mã tin', 'Số của kênh', 'Số phiếu', 'ID']],
    ['policeNumber', ['Số sổ công an', 'Số công an', 'Số thụ lý']],
    ['kind', ['Loại tin', 'Loại']],
    ['channel', ['Kênh', 'Kênh tiếp nhận', 'Hình thức tiếp nhận']],
    ['receivedOn', ['Ngày tiếp nhận', 'Ngày nhận', 'Tiếp nhận']],
    ['occurredOn', ['Ngày sự việc', 'Ngày xảy ra']],
    ['longitude', ['Kinh độ', 'X', 'lng', 'Kinh độ (độ)']],
    ['latitude', ['Vĩ độ', 'Y', 'lat']],
    ['coordinates', ['Tọa độ', 'Vị trí']],
    ['communeCode', ['Mã phường, xã', 'Mã xã', 'Mã ĐVHC']],
    ['communeName', ['Phường, xã', 'Phường', 'Xã', 'Địa bàn']],
    ['placeName', ['Nơi xảy ra', 'Tên nơi', 'Địa điểm', 'Nơi']],
    ['category', ['Loại hình', 'Nhóm']],
    ['locationErrorMetres', ['Sai số', 'Sai số (m)']],
  ] as const)('are read as %s', (field, headings) => {
    expect(headings.map((heading) => readHeadings([heading])[0])).toEqual(
      headings.map(() => field),
    );
  });

  it('are read as a field once', () => {
    expect(readHeadings(['Số tin', 'Số phiếu', 'Gì đó'])).toEqual(['number', null, null]);
    // Without its brackets it is the number of the channel.
    expect(readHeadings(['Số (công an)'])).toEqual(['policeNumber']);
  });
});

describe('the words of a table of tips', () => {
  it.each([
    ['crime_denunciation', ['Tố giác', 'Tố giác về tội phạm', 'crime_denunciation']],
    ['crime_information', ['Tin báo', 'Tin báo tội phạm']],
    ['prosecution_proposal', ['Kiến nghị khởi tố']],
    ['denunciation', ['Tố cáo', 'denunciation']],
    ['complaint', ['Khiếu nại']],
    ['feedback', ['Phản ánh', 'Phản ánh, kiến nghị', 'Kiến nghị', 'Tin phản ánh']],
  ] as const)('mean the kind %s', (kind, words) => {
    expect(words.map(readKind)).toEqual(words.map(() => kind));
  });

  it.each([
    ['in_person', ['Trực tiếp']],
    ['hotline', ['Đường dây nóng', 'Điện thoại', 'Tổng đài']],
    ['portal', ['Cổng', 'Cổng thông tin', 'iHanoi', 'Trực tuyến']],
    ['post', ['Bưu chính', 'Thư', 'Đơn thư']],
    ['email', ['Thư điện tử', 'Email']],
    ['media', ['Báo chí', 'Báo đài']],
    ['authority', ['Cơ quan', 'Chuyển đến']],
    ['patrol', ['Tuần tra', 'Kiểm tra', 'Tuần tra, kiểm tra']],
    ['other', ['Khác', 'Kênh khác']],
  ] as const)('mean the channel %s', (channel, words) => {
    expect(words.map(readChannel)).toEqual(words.map(() => channel));
  });

  it('mean nothing otherwise', () => {
    expect([readKind('chuyện lạ'), readChannel('chim câu'), readKind('')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('the reasons of refused rows of tips', () => {
  it('stand in one text a row, by line, each with its column and once', () => {
    const problem = { field: 'kind', column: 'Loại tin', value: null } as const;
    const rows = refusedTipRows([
      { ...problem, line: 5, code: 'kind_unknown' },
      { ...problem, line: 3, code: 'kind_unknown' },
      { ...problem, line: 3, code: 'kind_unknown' },
      { ...problem, line: 3, column: null, code: 'number_repeated', otherLine: 2 },
    ]);
    expect(rows.map(({ line }) => line)).toEqual([3, 5]);
    expect(rows[0]?.reason).toBe(
      '“Loại tin”: Không nhận ra loại tin. Dùng một trong sáu loại, ví dụ “phản ánh”. ' +
        'Số tin lặp lại trong tệp. Giữ một dòng, hoặc sửa số. (lặp dòng 2)',
    );
    expect(rows[1]?.reason).not.toContain('lặp');
  });
});
