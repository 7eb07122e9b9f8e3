import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { Me } from '#server/contract/account.ts';

import { checkLines } from './check-lines.ts';
import type { CheckValues } from './check-values.ts';

const me = { account: { name: 'Người Minh Họa' }, role: 'officer' } as Me;
const GIVEN: Parameters<typeof checkLines>[1] = {
  place: 'DP-00007, Nhà nghỉ Minh Họa',
  ofPoint: true,
  retryDays: 3,
  text: vi,
  format: makeFormat('vi', vi.common),
  me,
};
const NOWHERE = { known: null, metres: null, photos: [] };
type Shown = Parameters<typeof checkLines>[0];

function lines(
  values: Partial<CheckValues>,
  more: Omit<Partial<Shown>, 'values'> = {},
  given: Partial<typeof GIVEN> = {},
) {
  const whole: CheckValues = {
    result: 'no_sign',
    obstacle: null,
    reason: '',
    // Past midnight in Hanoi: the 24th there.
    checkedAt: '2026-11-23T17:30:00.000Z',
    note: '',
    ...values,
  };
  const shown = checkLines({ values: whole, evidence: NOWHERE, ...more }, { ...GIVEN, ...given });
  return Object.fromEntries(shown.map(({ label, value }) => [label, value]));
}

describe('the preview of a look', () => {
  it('names place, result, moment, position, status and person, and nothing that is not there', () => {
    expect(lines({})).toEqual({
      Điểm: 'DP-00007, Nhà nghỉ Minh Họa',
      'Kết quả': 'Không có dấu hiệu',
      Lúc: '24/11/2026 00:30',
      'Vị trí': 'không ghi',
      'Trạng thái': 'không đổi',
      'Người ghi': 'Người Minh Họa, Cán bộ phường, xã',
    });
  });

  it('says when to try again, counted from the day of the look in Hanoi', () => {
    const inVain = { result: 'could_not_check', obstacle: 'closed' } as const;
    expect(lines(inVain)).toMatchObject({
      'Lý do': 'Cơ sở đóng cửa',
      'Hẹn lại': 'ngày 27/11/2026 (sau 3 ngày)',
    });
    expect(lines(inVain, {}, { retryDays: null })).not.toHaveProperty('Hẹn lại');
    expect(lines({ obstacle: 'closed' })).not.toHaveProperty('Lý do');
    expect(lines({ obstacle: 'closed' })).not.toHaveProperty('Hẹn lại');
  });

  it('says another reason in its own words, as far as there are any', () => {
    const other = { result: 'could_not_check', obstacle: 'other' } as const;
    expect(lines({ ...other, reason: ' Đường đang sửa. ' })['Lý do']).toBe('Đường đang sửa.');
    expect(lines({ ...other, reason: ' ' })['Lý do']).toBe('Lý do khác');
  });

  it('says that signs raise a suspicion, where the place is one of the register', () => {
    expect(lines({ result: 'signs' })['Trạng thái']).toBe(
      'không đổi; tạo một dấu hiệu chờ xác minh',
    );
    expect(lines({}, {}, { ofPoint: false })).not.toHaveProperty('Trạng thái');
    expect(lines({ result: null })['Kết quả']).toBe('(chưa chọn)');
  });

  it('has no moment, and no day to try again, where the moment is not known', () => {
    expect(lines({ checkedAt: null })).not.toHaveProperty('Lúc');
    const inVain = { result: 'could_not_check', obstacle: 'closed', checkedAt: null } as const;
    expect(lines(inVain)).not.toHaveProperty('Hẹn lại');
  });

  it('shows where it was made, how far away, its photos, its note and the inspection', () => {
    const at: [number, number] = [105.85, 21.03];
    const known = { kind: 'known', at, accuracyMetres: 12 } as const;
    const photos = ['a', 'b'].map((id) => ({ id, file: new File(['x'], `${id}.jpg`) }));
    const evidence: Shown['evidence'] = { known, metres: 40, photos };
    expect(lines({ note: ' Đèn sáng. ' }, { evidence, inspection: 'Đạt' })).toMatchObject({
      'Vị trí': '21.03000, 105.85000 (± 12 m), cách nơi này 40 m',
      Ảnh: '2 ảnh',
      'Ghi chú': 'Đèn sáng.',
      'Kết quả kiểm tra cơ sở': 'Đạt',
    });
    const unmeasured = { ...evidence, metres: null };
    expect(lines({}, { evidence: unmeasured })['Vị trí']).toBe('21.03000, 105.85000 (± 12 m)');
  });
});
