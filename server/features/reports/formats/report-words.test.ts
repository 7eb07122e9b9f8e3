import { describe, expect, it } from 'vitest';

import type { ReportingPeriod } from '#server/contract/reporting-period.ts';

import { conductWords, numberWords, periodWords, slashDate, targetAmount } from './report-words.ts';

describe('the words of a report', () => {
  it('write days and numbers as papers do', () => {
    expect(slashDate('2026-03-05')).toBe('05/03/2026');
    expect([numberWords(1_234_567), numberWords(0.25), numberWords(0.25, 2)]).toEqual([
      '1.234.567',
      '0,3',
      '0,25',
    ]);
    expect(numberWords(2.4, 0)).toBe('2');
  });

  it('say how the cases came about, and what is not seen enough to be praised', () => {
    const parts = { late: 2, own: 9, unseen: 4, ruled: 0, annulled: 1 };
    const looks = { seen: 6, stated: 4 };
    const conduct = { cases: 1_200, weighed: 10, looks, parts };
    expect(conductWords(conduct)).toBe(
      'Căn cứ: 1.200 việc; 10 lượt kiểm tra (có kiểm chứng 6, tự khai 4); 2 nhập muộn; 9 do đơn vị tự ghi; 4 chỉ tự khai; 1 đã hủy.',
    );
    const mostly = { ...conduct, parts: { ...parts, unseen: 6 } };
    expect(conductWords(mostly)).toContain(
      'Chưa đủ kiểm chứng để biểu dương: quá 50% chỉ do đơn vị tự khai.',
    );
    const nothing = { late: 0, own: 0, unseen: 0, ruled: 0, annulled: 0 };
    const none = { cases: 0, weighed: 0, looks: { seen: 0, stated: 0 }, parts: nothing };
    expect(conductWords(none)).toBe('Căn cứ: 0 việc.');
  });

  it('name a period by its kind, number and year', () => {
    const words = (kind: ReportingPeriod['kind'], number: number) =>
      periodWords({ kind, number, year: 2026 } as ReportingPeriod);
    expect(words('month', 10)).toBe('tháng 10 năm 2026');
    expect([1, 2, 3, 4].map((number) => words('quarter', number))).toEqual(
      ['I', 'II', 'III', 'IV'].map((number) => `quý ${number} năm 2026`),
    );
    expect([1, 2].map((number) => words('half_year', number))).toEqual([
      '6 tháng đầu năm 2026',
      '6 tháng cuối năm 2026',
    ]);
    expect(words('year', 1)).toBe('năm 2026');
  });

  it('write a target as a number or as a percentage, and nothing as a dash', () => {
    expect(targetAmount({ shape: 'amount' }, 3_460)).toBe('3.460');
    expect(targetAmount({ shape: 'share' }, 0.125)).toBe('12,5%');
    expect(targetAmount({ shape: 'share' }, 0)).toBe('0%');
    expect(targetAmount({ shape: 'amount' }, 0)).toBe('0');
    expect(targetAmount({ shape: 'share' }, null)).toBe('–');
  });
});
