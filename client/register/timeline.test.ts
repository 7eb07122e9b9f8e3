import { describe, expect, it } from 'vitest';

import { sampleEvent, samplePoint } from '#tests/support/points/sample-point.ts';

import { eventsSince, groupByCycle, isCorrectable } from './timeline.ts';

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
