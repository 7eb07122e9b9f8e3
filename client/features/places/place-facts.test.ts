import { describe, expect, it } from 'vitest';

import { vi } from '#client/i18n/vi.ts';
import { samplePoint } from '#tests/support/points/sample-point.ts';

import {
  changedLines,
  correctedValues,
  emptyPlace,
  placeChanges,
  proposedLines,
} from './place-facts.tsx';

const point = samplePoint({
  aliases: [{ name: 'Nhà nghỉ Cũ', source: null }],
  locationErrorMetres: 15,
});

describe('the correction of a place', () => {
  it('sends nothing that was not touched', () => {
    expect(placeChanges(point, correctedValues(point))).toEqual({});
  });

  it('sends what differs, and an emptied error as unknown', () => {
    const values = {
      ...correctedValues(point),
      officialName: ' Nhà nghỉ Mới ',
      locationErrorMetres: '',
    };
    expect(placeChanges(point, values)).toEqual({
      officialName: 'Nhà nghỉ Mới',
      locationErrorMetres: null,
    });
  });

  it('leaves out names that were left empty', () => {
    const values = correctedValues(point);
    const withEmpty = { ...values, aliases: [...values.aliases, { name: ' ', source: '' }] };
    expect(placeChanges(point, withEmpty)).toEqual({});
    expect(placeChanges(point, { ...values, aliases: [] })).toEqual({ aliases: [] });
  });

  it('is previewed fact by fact, in the order of the form, from the old words to the new ones', () => {
    const other = { id: 2, code: '00091', name: 'Đống Đa', type: 'phuong' as const, lead: false };
    const border = { ...point, address: '2 phố Mẫu', communes: [...point.communes, other] };
    const values = {
      officialName: ' Nhà nghỉ Mới ',
      address: ' ',
      aliases: [],
      category: 'KAR',
      locationErrorMetres: '40',
      leadCommuneId: '2',
    };
    const lines = changedLines(border, values, {
      text: vi,
      categoryName: (code) => `loại ${code}`,
    });
    expect(lines.map(({ label, value }) => [label, value])).toEqual([
      ['Tên chính thức', 'Nhà nghỉ Minh Họa → Nhà nghỉ Mới'],
      ['Địa chỉ', '2 phố Mẫu → (trống)'],
      ['Tên gọi khác', 'Nhà nghỉ Cũ → (trống)'],
      ['Loại hình', 'loại NN → loại KAR'],
      ['Sai số vị trí (mét)', '15 m → 40 m'],
      ['Phường, xã chủ trì', 'phường Hoàn Kiếm → phường Đống Đa'],
    ]);
    expect(
      changedLines(border, correctedValues(border), { text: vi, categoryName: (code) => code }),
    ).toEqual([]);
  });
});

it('a proposal is previewed with what was entered', () => {
  expect(proposedLines(emptyPlace(), null, vi)).toEqual([]);
  expect(proposedLines({ ...emptyPlace(), officialName: ' Quán Mẫu ' }, 'Karaoke', vi)).toEqual([
    { label: 'Tên', value: 'Quán Mẫu' },
    { label: 'Loại hình', value: 'Karaoke' },
  ]);
});
