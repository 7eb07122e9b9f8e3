import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';

import { clockTone, clockWords } from './clock-state.ts';

const words = { text: vi, format: makeFormat('vi', vi.common) };
type Tip = Parameters<typeof clockWords>[0];
const RUNNING: Tip = {
  timeliness: 'running',
  remainingDays: 4,
  countsWorkingDays: false,
  dueOn: '2026-03-16',
  handledOn: null,
};
const said = (more: Partial<Tip>) => clockWords({ ...RUNNING, ...more }, words);

describe('the clock of a tip', () => {
  it.each([
    ['overdue', 'late'],
    ['closed_late', 'late'],
    ['due_soon', 'soon'],
    ['running', 'good'],
    ['closed_on_time', 'good'],
    ['suspended', 'quiet'],
    ['not_started', 'quiet'],
  ] as const)('has the tone of its state: %s', (timeliness, tone) => {
    expect(clockTone(timeliness)).toBe(tone);
  });

  it('says how many days are left, in the days that its rule counts', () => {
    expect(said({})).toBe('còn 4 ngày');
    expect(said({ countsWorkingDays: true })).toBe('còn 4 ngày làm việc');
    expect(said({ remainingDays: 1 })).toBe('còn 1 ngày');
  });

  it('says its last day, and from the day after how many days it is over', () => {
    expect(said({ remainingDays: 0 })).toBe('hôm nay là ngày cuối');
    expect(said({ remainingDays: -1 })).toBe('quá 1 ngày');
    expect(said({ remainingDays: -2, countsWorkingDays: true })).toBe('quá 2 ngày làm việc');
  });

  it('says why it counts no days', () => {
    expect(said({ remainingDays: null })).toBe('tính từ ngày thụ lý');
    expect(said({ timeliness: 'suspended', remainingDays: null })).toBe('thời hạn đang dừng');
    expect(said({ timeliness: 'suspended' })).toBe('thời hạn đang dừng');
  });

  it('says when the tip was handled, whatever else is known', () => {
    const closed = { handledOn: '2026-03-09', timeliness: 'closed_late' } as const;
    expect(said(closed)).toBe('xử lý ngày 09/03/2026');
    expect(said({ ...closed, remainingDays: null })).toBe('xử lý ngày 09/03/2026');
  });
});
