import { describe, expect, it } from 'vitest';

import { textOf } from '#client/i18n/use-text.ts';
import type { Act } from '#server/contract/life-cycle.ts';

import { documentRequired, emptyValues, missing, type ActValues } from './act-values.ts';

const TODAY = '2026-06-15';
const faults = (act: Act, more: Partial<ActValues> = {}) =>
  Object.keys(missing(act, { ...emptyValues(TODAY, null), ...more }, TODAY, textOf('vi')));

describe('what an act still needs', () => {
  it('asks for the document where the record must rest on one', () => {
    expect(faults('recognise')).toEqual(['documentNumber']);
    expect(faults('recognise', { documentNumber: '46/KH-UBND' })).toEqual([]);
    expect(faults('confirm_handover')).toEqual([]);
  });

  it('refuses a missing day and a day in the future', () => {
    expect(faults('confirm_handover', { effectiveOn: null })).toEqual(['effectiveOn']);
    expect(faults('confirm_handover', { effectiveOn: '2026-06-16' })).toEqual(['effectiveOn']);
  });

  it('asks why a check was not possible, and why a refusal is “other”', () => {
    expect(faults('check')).toEqual(['result']);
    expect(faults('check', { result: 'no_sign' })).toEqual([]);
    expect(faults('check', { result: 'could_not_check' })).toEqual(['reasonText']);
    expect(faults('refuse_handover', { refusal: 'other', reasonText: ' a ' })).toEqual([
      'reasonText',
    ]);
    expect(faults('refuse_handover', { refusal: 'duplicate' })).toEqual([]);
  });

  it('needs grounds for a recurrence, and a document unless a recorded sign is decided on', () => {
    expect(faults('mark_recurring')).toEqual(['documentNumber', 'grounds']);
    expect(faults('mark_recurring', { signal: 21 })).toEqual(['grounds']);
    expect(documentRequired('mark_recurring', emptyValues(TODAY, 21))).toBe(false);
  });
});
