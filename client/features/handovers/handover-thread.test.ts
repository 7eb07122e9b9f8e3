import { describe, expect, it } from 'vitest';

import { vi } from '#client/i18n/vi.ts';
import { sampleHandover } from '#tests/support/points/sample-point.ts';

import { handoverAttempts, refusalLines, refusalText } from './handover-thread.ts';

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

  it.each([
    ['done', ['confirmed', 'confirmed']],
    ['done', ['confirmed', 'recorded']],
    ['recorded', ['recorded', 'recorded']],
    ['recorded', ['recorded', 'successor_asked']],
    ['cancelled', ['confirmed', 'cancelled']],
    ['withdrawn', ['confirmed', 'withdrawn']],
    ['waiting', ['refused', 'pending']],
    ['refused', ['refused', 'cancelled']],
  ] as const)('ended as “%s” with its parts %j', (outcome, states) => {
    const parts = states.map((state, at) => sampleHandover({ id: at + 1, state }));
    expect(handoverAttempts(parts).map((attempt) => attempt.outcome)).toEqual([outcome]);
  });

  it('keeps apart what has one number in two cycles, and shows which part was refused or withdrawn', () => {
    const attempts = handoverAttempts([
      sampleHandover({ id: 3, cycle: 2, state: 'withdrawn' }),
      sampleHandover({ id: 1, cycle: 1, state: 'refused' }),
      sampleHandover({ id: 2, cycle: 1, state: 'recorded' }),
    ]);
    expect(
      attempts.map(({ cycle, parts, yes, refused, withdrawn }) => ({
        cycle,
        parts: parts.map(({ id }) => id),
        yes,
        refused: refused?.id ?? null,
        withdrawn: withdrawn?.id ?? null,
      })),
    ).toEqual([
      { cycle: 2, parts: [3], yes: 0, refused: null, withdrawn: 3 },
      { cycle: 1, parts: [1, 2], yes: 1, refused: 1, withdrawn: null },
    ]);
  });

  it('says of a refusal its reason, the commune and the other entry that it names', () => {
    const refused = sampleHandover({ state: 'refused', reason: 'wrong_commune' });
    const refusalCommune = { id: 2, code: '09700', name: 'Ba Vì', type: 'xa' } as const;
    expect(refusalLines(refused, vi)).toEqual(['Lý do: Không thuộc địa bàn']);
    expect(refusalLines({ ...refused, refusalCommune }, vi)).toEqual([
      'Lý do: Không thuộc địa bàn',
      'Thuộc xã Ba Vì',
    ]);
    const refusalPoint = { id: 9, code: 'DP-00009' };
    expect(refusalLines({ ...refused, reason: 'duplicate', refusalPoint }, vi)).toEqual([
      'Lý do: Trùng với điểm khác',
      'Điểm trùng: DP-00009',
    ]);
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
