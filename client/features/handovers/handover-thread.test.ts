import { describe, expect, it } from 'vitest';

import { vi } from '#client/i18n/vi.ts';
import { sampleHandover } from '#tests/support/points/sample-point.ts';

import { handoverAttempts, refusalText } from './handover-thread.ts';

const RESPONSE = {
  kind: 'contested',
  on: '2026-03-07',
  by: 'Cán bộ phân tích',
  byRole: 'analyst',
  text: 'Biên bản đã đủ.',
  documentNumber: null,
  commune: null,
  point: null,
} as const;

describe('the thread of a hand-over', () => {
  it('keeps every attempt, latest first, with how it ended', () => {
    const attempts = handoverAttempts([
      sampleHandover({ id: 4, attempt: 3 }),
      sampleHandover({ id: 3, attempt: 2, state: 'withdrawn' }),
      sampleHandover({ id: 1, state: 'refused', response: RESPONSE }),
      sampleHandover({ id: 2, state: 'cancelled' }),
    ]);
    expect(attempts.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [3, 'waiting'],
      [2, 'withdrawn'],
      [1, 'answered'],
    ]);
    const unanswered = handoverAttempts([sampleHandover({ state: 'refused' })]);
    expect(unanswered[0]?.outcome).toBe('refused');
  });

  it('counts who said yes, and not the communes that are no more', () => {
    const [attempt] = handoverAttempts([
      sampleHandover({ id: 1, state: 'confirmed' }),
      sampleHandover({ id: 2, state: 'successor_asked' }),
      sampleHandover({ id: 3, successor: 'while_pending' }),
    ]);
    expect(attempt).toMatchObject({ yes: 1, outcome: 'waiting' });
    expect(attempt?.counting.map(({ id }) => id)).toEqual([1, 3]);
    expect(attempt?.waiting.map(({ id }) => id)).toEqual([3]);
  });

  it('says the reason of a refusal by its word and what was written beside it', () => {
    const refused = sampleHandover({
      state: 'refused',
      reason: 'duplicate',
      reasonText: 'Xem lại',
    });
    expect(refusalText(refused, vi)).toBe('Trùng với điểm khác. Xem lại');
    expect(refusalText({ ...refused, reason: 'other' }, vi)).toBe('Xem lại');
  });
});
