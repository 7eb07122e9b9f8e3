import { describe, expect, it } from 'vitest';

import type { RecordStopResult } from '#server/contract/route-result.ts';

import { visitOf } from './visit-of.ts';

const RESULT = {
  result: 'no_sign',
  inspection: 'no_violation',
  obstacle: null,
  reason: null,
  note: 'Có xuất trình giấy phép.',
  // Half past midnight of the next day in the city.
  finishedAt: '2026-06-15T17:30:00.000Z',
} as unknown as RecordStopResult;
const visit = (more: Partial<RecordStopResult> = {}) =>
  visitOf('counter_check', { ...RESULT, ...more });
const hindered = (more: Partial<RecordStopResult>) =>
  visit({ result: 'could_not_check', inspection: null, ...more });

describe('the visit of a business', () => {
  it('has the kind of the route, the result, the note and the day in the city', () => {
    expect(visit()).toEqual({
      kind: 'counter_check',
      result: 'no_violation',
      inspectedOn: '2026-06-16',
      obstacle: null,
      documentNumber: null,
      documentOn: null,
      enteredAt: '2026-06-15T17:30:00.000Z',
      note: 'Có xuất trình giấy phép.',
    });
  });

  it('is none without a result of the inspection', () => {
    expect(() => visit({ inspection: null })).toThrow(
      expect.objectContaining({
        code: 'request.invalid',
        errors: [{ pointer: '/inspection', code: 'required' }],
      }),
    );
  });

  it('could not be made where there was an obstacle, whatever else is said', () => {
    expect(hindered({ obstacle: 'closed' }).result).toBe('could_not_inspect');
    expect(hindered({ obstacle: 'closed', inspection: 'no_violation' }).result).toBe(
      'could_not_inspect',
    );
  });
});

describe('the obstacle of a visit', () => {
  it('has the words of the register, with the reason behind', () => {
    expect(hindered({ obstacle: 'no_access' }).obstacle).toBe('Không vào được');
    expect(hindered({ obstacle: 'no_access', reason: 'Cổng khóa' }).obstacle).toBe(
      'Không vào được: Cổng khóa',
    );
    expect(hindered({ obstacle: 'other', reason: 'Cổng khóa' }).obstacle).toBe('Cổng khóa');
  });

  it('fits into the register: at most 1,000 characters', () => {
    const reason = 'a'.repeat(1_000);
    const words = hindered({ obstacle: 'closed', reason }).obstacle ?? '';
    expect(words).toHaveLength(1_000);
    expect(words.startsWith('Cơ sở đóng cửa: a')).toBe(true);
  });
});
