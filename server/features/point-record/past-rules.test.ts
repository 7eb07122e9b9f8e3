import { describe, expect, it } from 'vitest';

import { ACTS } from '#server/contract/life-cycle.ts';
import type { PointDetail, PointEvent } from '#server/contract/point.ts';

import { recordOn, type PastState } from './past-rules.ts';

const event = (id: number, effectiveOn: string, more: Partial<PointEvent> = {}) =>
  ({
    id,
    effectiveOn,
    recordedAt: `${effectiveOn}T03:00:00.000Z`,
    annulledBy: null,
    ...more,
  }) as PointEvent;
const cycle = (
  number: number,
  openedOn: string,
  eliminatedOn: string | null,
  handedOverOn: string | null,
) => ({
  number,
  openedOn,
  eliminatedOn,
  handedOverOn,
});

/** A place that was closed, handed over, came back and was closed again; today it is eliminated. */
const DETAIL = {
  status: 'eliminated',
  events: [
    event(1, '2026-01-05'),
    event(2, '2026-02-01'),
    event(3, '2026-03-01', { annulledBy: 5 }),
    event(4, '2026-04-01'),
    event(5, '2026-05-01'),
  ],
  cycles: [
    cycle(1, '2026-01-05', '2026-02-01', '2026-03-10'),
    cycle(2, '2026-04-01', '2026-05-20', null),
  ],
  handovers: [{}],
  signals: [{}],
  replies: [{}],
  attachments: [{}],
  reply: {},
  answerOverdueDays: 3,
} as unknown as PointDetail;
const STATE: PastState = { status: 'eliminated', flags: [], cycle: 1, statusSince: '2026-02-01' };

const on = (asOf: string, more: Partial<PastState> = {}, knownAt: string | null = null) =>
  recordOn(DETAIL, { ...STATE, ...more }, { asOf, knownAt });
const idsOf = ({ events }: PointDetail) => events.map(({ id }) => id);

describe('the record of a past evening', () => {
  it('holds what had happened by then, the day itself included, and nothing later', () => {
    expect(idsOf(on('2026-01-31'))).toEqual([1]);
    expect(idsOf(on('2026-02-01'))).toEqual([1, 2]);
    expect(on('2026-01-31').cycles).toEqual([cycle(1, '2026-01-05', null, null)]);
    expect(on('2026-02-01').cycles).toEqual([cycle(1, '2026-01-05', '2026-02-01', null)]);
    expect(on('2026-03-10').cycles).toEqual([cycle(1, '2026-01-05', '2026-02-01', '2026-03-10')]);
  });

  it('shows the cycle that ran, with one recurrence less than cycles', () => {
    const later = on('2026-04-15', { cycle: 2, status: 'recurring' });
    expect(later).toMatchObject({ status: 'recurring', recurrences: 1, asOf: '2026-04-15' });
    expect(later.cycles).toHaveLength(2);
    expect(later.cycles[1]).toMatchObject({ eliminatedOn: null });
    expect(on('2026-04-15').cycles).toHaveLength(1);
    expect(on('2026-01-01', { cycle: 0 }).recurrences).toBe(0);
  });

  it('keeps a mistaken event struck with the event that says so, though that came later', () => {
    const struck = on('2026-03-15');
    expect(idsOf(struck)).toEqual([1, 2, 3, 5]);
    expect(struck.events[2]).toMatchObject({ id: 3, annulledBy: 5 });
  });

  it('shows a mistaken event as it was taken for right while nobody had said otherwise', () => {
    const believed = on('2026-03-15', {}, '2026-04-30');
    expect(idsOf(believed)).toEqual([1, 2, 3]);
    expect(believed.events[2]).toMatchObject({ id: 3, annulledBy: null });
    expect(idsOf(on('2026-03-15', {}, '2026-02-28'))).toEqual([1, 2]);
  });

  it('holds what was recorded by the end of a day on the clock of the city, and nothing later', () => {
    const recorded = (recordedAt: string, knownAt: string) =>
      idsOf(
        recordOn({ ...DETAIL, events: [event(1, '2026-01-05', { recordedAt })] }, STATE, {
          asOf: '2026-03-15',
          knownAt,
        }),
      );
    expect(recorded('2026-03-01T16:59:59.000Z', '2026-03-01')).toEqual([1]);
    expect(recorded('2026-03-01T17:00:00.000Z', '2026-03-01')).toEqual([]);
    expect(recorded('2026-02-28T17:00:00.000Z', '2026-02-28')).toEqual([]);
  });

  it('has no cycle that began later, though it counts as many', () => {
    expect(on('2026-03-31', { cycle: 2 }).cycles.map(({ number }) => number)).toEqual([1]);
    expect(on('2026-04-01', { cycle: 2 }).cycles.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('offers no act, and leaves out what belongs to today', () => {
    const past = on('2026-03-15');
    expect(new Set(Object.keys(past.acts))).toEqual(new Set(ACTS));
    expect(new Set(Object.values(past.acts))).toEqual(new Set(['point.past_day']));
    expect(past).toMatchObject({
      handovers: [],
      signals: [],
      replies: [],
      attachments: [],
      reply: null,
      answerOverdueDays: null,
    });
  });
});
