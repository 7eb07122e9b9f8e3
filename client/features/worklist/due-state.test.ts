import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';

import { dueState, dueWords } from './due-state.ts';

const TODAY = '2026-03-10';
const words = { text: vi, format: makeFormat('vi', vi.common) };
const due = (dueOn: string | null, kind: 'handover' | 'signal' | 'unanswered' = 'handover') => ({
  kind,
  dueOn,
  since: '2026-03-01',
});

describe('how pressing a thing is', () => {
  it.each([
    ['2026-03-09', 'overdue', 'Quá hạn 1 ngày, hạn 09/03/2026'],
    ['2026-03-10', 'today', 'Hạn hôm nay'],
    ['2026-03-11', 'soon', 'Hạn ngày mai'],
    ['2026-03-13', 'soon', 'Còn 3 ngày, hạn 13/03/2026'],
    ['2026-03-14', 'later', 'Còn 4 ngày, hạn 14/03/2026'],
    [null, 'undated', 'Đã chờ 9 ngày'],
  ])('due on %s it is %s and says “%s”', (dueOn, state, sentence) => {
    expect(dueState(due(dueOn), TODAY)).toBe(state);
    expect(dueWords(due(dueOn), TODAY, words)).toBe(sentence);
  });

  it('counts how long it has waited where it has no day of its own', () => {
    const since = (day: string) => dueWords({ ...due(null), since: day }, TODAY, words);
    expect(since('2026-03-10')).toBe('Mới đến hôm nay');
    expect(since('2026-03-09')).toBe('Đã chờ 1 ngày');
    // What was recorded ahead of its day has not waited yet.
    expect(since('2026-03-11')).toBe('Mới đến hôm nay');
  });

  it('does not press here while others must act, unless their day has passed', () => {
    expect(dueState(due(null, 'signal'), TODAY)).toBe('others');
    expect(dueState(due('2026-03-10', 'signal'), TODAY)).toBe('others');
    expect(dueState(due('2026-03-11', 'unanswered'), TODAY)).toBe('others');
    expect(dueState(due('2026-03-01', 'unanswered'), TODAY)).toBe('overdue');
  });
});
