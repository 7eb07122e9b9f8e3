import { describe, expect, it } from 'vitest';

import type { PointExportQuery } from '#server/contract/point-export.ts';

import { filterWords, provenanceOf, viewOf } from './export-rules.ts';

describe('the filter of an export in the log', () => {
  it('names statuses, codes and days, and neither the words searched for nor a place', () => {
    const filter = {
      q: 'nguyễn',
      status: ['recurring' as const, 'active' as const],
      commune: ['00070'],
      as_of: '2026-03-01',
      bbox: [105, 20, 106, 21],
    };
    expect(viewOf(filter)).toBe('status=recurring%2Cactive&commune=00070&as_of=2026-03-01');
  });

  it('says nothing of what was left open', () => {
    expect(viewOf({ kind: undefined, flag: ['suspected'] })).toBe('flag=suspected');
    expect(viewOf({})).toBe('');
  });
});

describe('the filter in the words of a file', () => {
  it.each<[string, PointExportQuery]>([
    ['không', {}],
    ['không', { status: [], q: '' }],
    ['trạng thái Đã triệt xóa, Tái hoạt động', { status: ['eliminated', 'recurring'] }],
    ['cần chú ý Nghi tái hoạt động, Quá hạn kiểm tra', { flag: ['suspected', 'check_overdue'] }],
    ['loại hình NN, KRK', { category: ['NN', 'KRK'] }],
    ['nhóm Địa bàn công cộng', { kind: 'public_area' }],
    ['phường, xã 00070, 09700', { commune: ['00070', '09700'] }],
    ['tình hình ngày 01/03/2026', { as_of: '2026-03-01' }],
    ['theo những gì đã ghi đến ngày 02/04/2026', { known_at: '2026-04-02' }],
    ['diễn ra listed, checked', { happened: ['listed', 'checked'] }],
    ['từ ngày 05/01/2026; đến ngày 06/02/2026', { from: '2026-01-05', to: '2026-02-06' }],
    ['có từ tìm kiếm', { q: 'karaoke' }],
    ['trong khung bản đồ', { bbox: [105, 20, 106, 21] }],
    ['trong vùng đã vẽ', { within: [[105, 20]] as unknown as PointExportQuery['within'] }],
    ['các điểm đã chọn', { ids: [1, 2] }],
    [
      'loại hình NN; từ ngày 05/01/2026; các điểm đã chọn',
      {
        ids: [7],
        from: '2026-01-05',
        category: ['NN'],
      },
    ],
  ])('is “%s”', (words, query) => {
    expect(filterWords(query)).toBe(words);
  });

  it('tells of the frame of the map where it came as squares', () => {
    const squares = ['14/1/2'] as unknown as PointExportQuery['squares'];
    expect(filterWords({ squares })).toBe('trong khung bản đồ');
  });
});

describe('the lines of a file', () => {
  const receipt = { entry: 41, at: '2026-11-24T17:05:00.000Z', watermark: 'AB-41' };
  const taken = (points: number) =>
    provenanceOf({
      receipt: receipt as Parameters<typeof provenanceOf>[0]['receipt'],
      name: 'Trần Thị Minh Họa',
      purpose: 'Giao ban tháng 11',
      points,
      query: { kind: 'business' },
    });

  it('say who took it out, when on the clock of the city, what for, and the line of the log', () => {
    expect(taken(1_234_567)).toEqual({
      title: 'Danh sách điểm phức tạp',
      watermark: 'AB-41',
      lines: [
        'Người xuất: Trần Thị Minh Họa',
        'Thời điểm xuất: 25/11/2026 00:05',
        'Mục đích: Giao ban tháng 11',
        'Bộ lọc: nhóm Cơ sở kinh doanh dịch vụ',
        'Số điểm: 1.234.567',
        'Nhật ký số 41',
        'Chỉ dùng đúng mục đích đã nêu; không chứa dữ liệu cá nhân.',
      ],
    });
    expect(taken(0).lines).toContain('Số điểm: 0');
  });
});
