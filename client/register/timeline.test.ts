import { describe, expect, it } from 'vitest';

import { sampleEvent, samplePoint } from '#tests/support/points/sample-point.ts';

import { eventsSince, groupByCycle, isCorrectable, isShown, mayAnnul } from './timeline.ts';

const proposed = sampleEvent({ id: 1, seq: 1, cycle: 0, kind: 'proposed' });
const recognised = sampleEvent({ id: 2, seq: 2, effectiveOn: '2026-02-01' });
const eliminated = sampleEvent({
  id: 3,
  seq: 3,
  kind: 'eliminated',
  effectiveOn: '2026-05-01',
});

describe('the timeline', () => {
  it('shows the latest cycle first, and what came before the list last', () => {
    const recurred = sampleEvent({ id: 4, seq: 4, cycle: 2, kind: 'recurrence_confirmed' });
    const groups = groupByCycle({
      cycles: [],
      events: [recurred, eliminated, recognised, proposed],
    });
    expect(groups.map((group) => group.number)).toEqual([2, 1, 0]);
    expect(groups[1]?.events.map((event) => event.kind)).toEqual(['eliminated', 'recognised']);
  });

  it('puts an event that was entered late where it happened', () => {
    const lateCheck = sampleEvent({ id: 9, seq: 9, kind: 'checked', effectiveOn: '2026-03-01' });
    const [group] = groupByCycle({ cycles: [], events: [lateCheck, eliminated, recognised] });
    expect(group?.events.map((event) => event.id)).toEqual([3, 9, 2]);
  });

  it('keeps the order of entry within one day', () => {
    const signs = sampleEvent({ id: 5, seq: 5, kind: 'checked', effectiveOn: '2026-05-01' });
    const [group] = groupByCycle({ cycles: [], events: [signs, eliminated] });
    expect(group?.events.map((event) => event.id)).toEqual([5, 3]);
  });

  it('shows a cycle that has no event of its own', () => {
    const cycle = {
      number: 1,
      openedOn: '2026-01-10',
      openedBy: 'recognised' as const,
      eliminatedOn: null,
      handedOverOn: null,
    };
    expect(groupByCycle({ cycles: [cycle], events: [] })).toEqual([
      { number: 1, cycle, events: [] },
    ]);
  });

  it('knows what others have recorded since the reader looked', () => {
    const seen = samplePoint({ events: [recognised, proposed] });
    const now = samplePoint({ events: [eliminated, recognised, proposed] });
    expect(eventsSince(seen, now)).toEqual([eliminated]);
    expect(eventsSince(seen, seen)).toEqual([]);
  });

  it('offers no correction of a correction or a merge', () => {
    expect(isCorrectable(recognised)).toBe(true);
    expect(isCorrectable(sampleEvent({ kind: 'corrected' }))).toBe(false);
    expect(isCorrectable(sampleEvent({ kind: 'merged' }))).toBe(false);
  });
});

describe('the annulment of an act', () => {
  const standing = samplePoint();
  const may = (
    event: Parameters<typeof sampleEvent>[0],
    point: Partial<typeof standing> = {},
    role: Parameters<typeof mayAnnul>[2] = 'officer',
  ) =>
    mayAnnul(
      sampleEvent({ kind: 'checked', mine: true, ...event }),
      { ...standing, ...point },
      role,
    );

  it('is offered for the own act, and for every act to who watches the whole city', () => {
    expect(may({})).toBe(true);
    expect(may({ mine: false })).toBe(false);
    expect(may({ mine: false }, {}, 'coordinator')).toBe(true);
    expect(may({}, {}, 'auditor')).toBe(false);
  });

  it('is offered once, and for acts alone that can be annulled', () => {
    expect(may({ annulledBy: 9 })).toBe(false);
    expect(may({ kind: 'corrected' })).toBe(false);
    expect(may({ kind: 'annulled' })).toBe(false);
  });

  it('is not offered at a removed point, and at a merged one for the merge alone', () => {
    expect(may({}, { removed: true })).toBe(false);
    const mergedInto = { id: 8, code: 'DP-00008' } as (typeof standing)['mergedInto'];
    expect(may({}, { mergedInto })).toBe(false);
    expect(may({ kind: 'merged' }, { mergedInto })).toBe(true);
  });

  it('is shown once where it took a suspicion with it', () => {
    expect(isShown(sampleEvent({ kind: 'annulled', detail: {} }))).toBe(true);
    expect(isShown(sampleEvent({ kind: 'annulled', detail: { with: 3 } }))).toBe(false);
    expect(isShown(sampleEvent({ kind: 'checked', detail: { with: 3 } }))).toBe(true);
  });
});

it('a correction is offered for no act that is itself corrected by another kind of act, nor for an annulled one', () => {
  for (const kind of [
    'successor_asked',
    'corrected',
    'merged',
    'merge_undone',
    'annulled',
  ] as const) {
    expect([kind, isCorrectable(sampleEvent({ kind }))]).toEqual([kind, false]);
  }
  expect(isCorrectable(sampleEvent({ kind: 'checked', annulledBy: 9 }))).toBe(false);
});
