import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ApiProblem } from '#client/api/problem.ts';
import { learnServerTime } from '#client/i18n/clock.ts';
import { makeFormat } from '#client/i18n/format.ts';
import { vi as text } from '#client/i18n/vi.ts';
import type { Me } from '#server/contract/account.ts';

import { baseLines } from './base-lines.ts';
import { emptyBase, futureDay, given, isFuture } from './entered-values.ts';
import { layersIn } from './layers-found.ts';

beforeEach(() => {
  // One in the morning in Hanoi, while it is still the day before in Greenwich.
  vi.useFakeTimers({ now: Date.UTC(2032, 4, 9, 18), toFake: ['Date'] });
  learnServerTime(new Date().toUTCString());
});
afterEach(() => {
  vi.useRealTimers();
  learnServerTime(new Date().toUTCString());
});

describe('the day of an act', () => {
  it('begins as today in the city', () => {
    expect(emptyBase()).toEqual({ effectiveOn: '2032-05-10', documentNumber: '', note: '' });
  });

  it('may be today or earlier, and not tomorrow', () => {
    expect(['2032-05-09', '2032-05-10', '2032-05-11'].map(isFuture)).toEqual([false, false, true]);
    const said = (effectiveOn: string | null) => futureDay({ effectiveOn }, text).effectiveOn;
    expect(said('2032-05-10')).toBeNull();
    expect(said('2032-05-11')).toBe(text.pointActs.effectiveOnFuture);
    expect(said(null)).toBeNull();
  });
});

it('words are trimmed, and none where they are empty', () => {
  expect([given(' a '), given('  '), given('')]).toEqual(['a', null, null]);
});

describe('the lines beside any act', () => {
  const words = {
    text,
    format: makeFormat('vi', text.common),
    me: { account: { name: 'Trần Thử' }, role: 'officer' } as Me,
  };
  const { lines, byPerson, notYet } = text.pointActs;
  const by = {
    label: lines.by,
    value: byPerson({ name: 'Trần Thử', role: text.register.role.officer }),
  };

  it('are its day, document, note and person', () => {
    const values = { effectiveOn: '2032-05-10', documentNumber: ' 12/CV ', note: ' x ' };
    expect(baseLines(values, words)).toEqual([
      { label: lines.on, value: '10/05/2032' },
      { label: lines.document, value: '12/CV' },
      { label: lines.note, value: 'x' },
      by,
    ]);
  });

  it('leave out what is empty, and say that a day is missing', () => {
    for (const effectiveOn of [null, '']) {
      const written = baseLines({ effectiveOn, documentNumber: ' ', note: '' }, words);
      expect(written).toEqual([{ label: lines.on, value: notYet }, by]);
    }
  });
});

it('the layers of a map file are those that a refusal names', () => {
  const refusal = (parameters: Record<string, unknown>) =>
    new ApiProblem(
      { type: '', title: '', status: 422, code: 'file.layers', requestId: '', parameters },
      null,
    );
  expect(layersIn(refusal({ layers: ['a', 'b'] }))).toEqual(['a', 'b']);
  expect(layersIn(refusal({ layers: [1] }))).toEqual([]);
  expect(layersIn(refusal({}))).toEqual([]);
  expect(layersIn(new Error('bug'))).toEqual([]);
});
