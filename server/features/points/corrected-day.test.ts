import { describe, expect, it } from 'vitest';

import type { EventKind } from '#server/contract/point.ts';

import { misplacedField, valuesBefore, whyNotRedate } from './correction-rules.ts';

describe('the corrected day beside one neighbour', () => {
  const [EARLIER, DAY, LATER] = ['2026-02-01', '2026-03-01', '2026-04-01'];
  const event = (id: number, kind: EventKind, effectiveOn: string) => ({
    id,
    seq: id,
    cycle: 1,
    kind,
    effectiveOn,
    recordedOn: '2026-06-15',
    documentNumber: null,
    note: null,
    detail: {},
  });
  const redate = (kinds: readonly [EventKind, EventKind], moved: 1 | 2, to: string) =>
    whyNotRedate([event(1, kinds[0], DAY), event(2, kinds[1], DAY)], moved, to, '2026-06-15');

  it.each([
    'proposed',
    'recognised',
    'declined',
    'eliminated',
    'handover_proposed',
    'handover_confirmed',
    'handover_refused',
    'refusal_answered',
    'handover_withdrawn',
    'handover_reopened',
    'successor_refused',
    'recurrence_confirmed',
    'delisted',
  ] as const)('of %s stays between the recognition and the delisting', (kind) => {
    expect(redate(['recognised', kind], 2, EARLIER)).toBe('lifecycle.before_earlier_event');
    expect(redate(['recognised', kind], 2, LATER)).toBeNull();
    expect(redate([kind, 'delisted'], 1, LATER)).toBe('lifecycle.after_later_event');
    expect(redate([kind, 'delisted'], 1, EARLIER)).toBeNull();
  });

  it.each([
    ['handover_confirmed', 'handover_confirmed', true],
    ['handover_confirmed', 'handover_refused', true],
    ['handover_refused', 'handover_confirmed', true],
    ['successor_asked', 'handover_confirmed', true],
    ['handover_confirmed', 'successor_refused', false],
    ['handover_proposed', 'handover_confirmed', false],
    ['handover_refused', 'refusal_answered', false],
    ['handover_confirmed', 'delisted', false],
  ] as const)('of %s and %s is free: %s', (first, second, free) => {
    expect(redate([first, second], 2, EARLIER)).toBe(
      free ? null : 'lifecycle.before_earlier_event',
    );
  });

  it.each([
    ['proposed', false],
    ['recognised', false],
    ['eliminated', false],
    ['handover_proposed', true],
    ['handover_confirmed', true],
    ['delisted', true],
  ] as const)('of a look or a suspicion after %s is free: %s', (first, free) => {
    const expected = free ? null : 'lifecycle.before_earlier_event';
    expect(redate([first, 'checked'], 2, EARLIER)).toBe(expected);
    expect(redate([first, 'recurrence_suspected'], 2, EARLIER)).toBe(expected);
  });

  it('of a look is held up by nothing that came after it', () => {
    expect(redate(['checked', 'delisted'], 1, LATER)).toBeNull();
    expect(redate(['checked', 'checked'], 2, EARLIER)).toBeNull();
  });

  it.each([
    'successor_asked',
    'corrected',
    'merged',
    'merge_undone',
    'suspicion_lapsed',
    'suspicion_restored',
    'recurrence_withdrawn',
    'signal_appealed',
    'appeal_answered',
    'annulled',
  ] as const)('of %s is not a matter of correction', (kind) => {
    expect(redate(['recognised', kind], 2, DAY)).toBe('point.event_not_correctable');
  });

  it('of a merge holds its neighbours in their order', () => {
    expect(redate(['merged', 'delisted'], 2, EARLIER)).toBe('lifecycle.before_earlier_event');
    expect(redate(['eliminated', 'merge_undone'], 1, LATER)).toBe('lifecycle.after_later_event');
    expect(redate(['eliminated', 'suspicion_lapsed'], 1, LATER)).toBeNull();
  });
});

describe('the corrected day of a confirmed suspicion', () => {
  const detail = { signalId: 7 };
  const of = (id: number, kind: EventKind, effectiveOn: string) => ({
    id,
    seq: id,
    cycle: 1,
    kind,
    effectiveOn,
    recordedOn: '2026-06-15',
    documentNumber: null,
    note: null,
    detail,
  });
  const events = [
    of(1, 'recurrence_suspected', '2026-04-01'),
    of(2, 'suspicion_rejected', '2026-04-10'),
    of(3, 'recurrence_confirmed', '2026-04-20'),
  ];
  const redate = (id: number, to: string) => whyNotRedate(events, id, to, '2026-06-15');

  it('follows the suspicion, which precedes the last decision on it', () => {
    expect(redate(3, '2026-03-31')).toBe('lifecycle.before_earlier_event');
    expect(redate(3, '2026-04-01')).toBeNull();
    expect(redate(1, '2026-04-20')).toBeNull();
    expect(redate(1, '2026-04-21')).toBe('lifecycle.after_later_event');
  });
});

it('the corrected day is none after the entry of the event, unless it stays as it is', () => {
  const look = {
    id: 1,
    seq: 1,
    cycle: 1,
    kind: 'checked' as const,
    effectiveOn: '2026-03-01',
    recordedOn: '2026-03-02',
    documentNumber: null,
    note: null,
    detail: {},
  };
  const redate = (to: string, effectiveOn = look.effectiveOn) =>
    whyNotRedate([{ ...look, effectiveOn }], 1, to, '2026-06-15');
  expect(redate('2026-03-02')).toBeNull();
  expect(redate('2026-03-03')).toBe('point.event_before_its_day');
  expect(redate('2026-03-03', '2026-03-03')).toBeNull();
});

describe('what a correction says and replaces', () => {
  it('has a way only where something was eliminated, and grounds only where they are given', () => {
    const kinds: EventKind[] = ['recognised', 'eliminated', 'handover_proposed', 'checked'];
    expect(kinds.map((kind) => misplacedField(kind, { way: 'raid' }))).toEqual([
      'way',
      null,
      'way',
      'way',
    ]);
    expect(kinds.map((kind) => misplacedField(kind, { grounds: 'Biên bản' }))).toEqual([
      'grounds',
      'grounds',
      null,
      'grounds',
    ]);
    expect(misplacedField('handover_proposed', { way: 'raid', grounds: 'Biên bản' })).toBe('way');
  });

  it('keeps the number, the words and the grounds as they were', () => {
    const event = {
      id: 1,
      seq: 1,
      cycle: 1,
      kind: 'handover_proposed' as const,
      effectiveOn: '2026-03-01',
      recordedOn: '2026-03-01',
      documentNumber: '12/TTr',
      note: 'Gửi lại',
      detail: { grounds: 'Biên bản' },
    };
    const fields = ['note', 'documentNumber', 'grounds', 'way'];
    expect(valuesBefore(event, fields)).toEqual({
      note: 'Gửi lại',
      documentNumber: '12/TTr',
      grounds: 'Biên bản',
      way: null,
    });
    expect(valuesBefore(event, [])).toEqual({});
  });
});
