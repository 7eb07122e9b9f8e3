import { describe, expect, it } from 'vitest';

import type { Entry } from '#client/offline/outbox/entry.ts';
import type { PointSummary } from '#server/contract/point.ts';
import type { WorkItem, WorkKind } from '#server/contract/worklist.ts';

import { placesOf, placeState, stepsOf, waitsForOthers } from './places.ts';

const TODAY = '2026-03-10';

/** Something that waits at a point; the facts of its kind do not matter here. */
function work(kind: WorkKind, pointId: number, dueOn: string | null = null): WorkItem {
  const point = { id: pointId, communes: [] as PointSummary['communes'] } as PointSummary;
  return { kind, id: pointId * 10, point, dueOn, since: '2026-03-01' } as WorkItem;
}

describe('the places of the work list', () => {
  it('stand once each, in the order of the list, with all that waits there', () => {
    const places = placesOf([work('handover', 7), work('check', 3), work('suspicion', 7)]);
    expect(places.map(({ point, works }) => [point.id, works.map(({ kind }) => kind)])).toEqual([
      [7, ['handover', 'suspicion']],
      [3, ['check']],
    ]);
  });

  it('are as urgent as their most urgent work', () => {
    const [place] = placesOf([
      work('reply', 1, '2026-03-30'),
      work('check', 1, '2026-03-09'),
      work('signal', 1),
    ]);
    expect(place && placeState(place, TODAY)).toBe('overdue');
  });

  it('are the more urgent the nearer their day, and least where others act', () => {
    const dated = [
      work('check', 1, '2026-03-09'),
      work('check', 1, '2026-03-10'),
      work('check', 1, '2026-03-12'),
      work('check', 1),
      work('check', 1, '2026-04-10'),
      work('signal', 1),
    ];
    const states = dated.map((_, from) => {
      const [place] = placesOf(dated.slice(from).toReversed());
      return place && placeState(place, TODAY);
    });
    expect(states).toEqual(['overdue', 'today', 'soon', 'undated', 'later', 'others']);
  });

  it('belong to others only where nothing waits for the reader', () => {
    const [mixed, others] = placesOf([work('check', 1), work('signal', 1), work('signal', 2)]);
    expect(mixed && waitsForOthers(mixed, 'leader')).toBe(false);
    expect(others && waitsForOthers(others, 'leader')).toBe(true);
    // A hand-over is answered by the leader alone.
    const [asked] = placesOf([work('handover', 3)]);
    expect(asked && waitsForOthers(asked, 'officer')).toBe(true);
    expect(asked && waitsForOthers(asked, 'leader')).toBe(false);
  });

  it('offer one look for a due check and a suspicion, and nothing for what others decide', () => {
    const [place] = placesOf([
      work('handover', 1),
      work('check', 1),
      work('suspicion', 1),
      work('signal', 1),
    ]);
    const steps = place === undefined ? [] : stepsOf(place, []);
    expect(steps.map(({ works, act }) => [works.map(({ kind }) => kind), act?.kind])).toEqual([
      [['handover'], 'handover'],
      [['check', 'suspicion'], 'check'],
      [['signal'], undefined],
    ]);
  });

  it('offer a step of its own for each hand-over and each reply, and none for what is unanswered', () => {
    const own = (kind: WorkKind, id: number) => ({ ...work(kind, 1), id });
    const works = [own('handover', 11), own('handover', 12), own('reply', 5), own('unanswered', 6)];
    const [place] = placesOf(works);
    const steps = place === undefined ? [] : stepsOf(place, []);
    expect(steps.map(({ act }) => act?.id ?? null)).toEqual([11, 12, 5, null]);
  });

  it('show an unsent look at the due check or the suspicion, and an unsent reply at its request', () => {
    const entry = (kind: string, path: string) => ({ kind, lane: 'point:1', path }) as Entry;
    const look = entry('check', '/api/points/1/checks');
    const reply = entry('reply', '/api/points/1/replies');
    const shown = (kind: WorkKind) => {
      const [place] = placesOf([work(kind, 1)]);
      return place && stepsOf(place, [look, reply])[0]?.entry?.kind;
    };
    expect(shown('check')).toBe('check');
    expect(shown('suspicion')).toBe('check');
    expect(shown('reply')).toBe('reply');
    expect(shown('refusal')).toBeUndefined();
  });

  it('show the newest unsent answer at the step that it answers', () => {
    const unsent = (path: string, more: Partial<Entry> = {}) =>
      ({ kind: 'handover-answer', lane: 'point:1', path, ...more }) as Entry;
    const steps = [
      { ...work('handover', 1), id: 11 },
      { ...work('handover', 1), id: 12 },
    ];
    const [place] = placesOf(steps);
    const shown = (entries: readonly Entry[]) =>
      place === undefined ? [] : stepsOf(place, entries).map(({ entry }) => entry?.path ?? null);
    const answered = '/api/handovers/12/confirm';
    expect(shown([unsent(answered)])).toEqual([null, answered]);
    const anew = '/api/handovers/12/refuse';
    expect(shown([unsent(answered), unsent(anew)])).toEqual([null, anew]);
    expect(shown([unsent(answered, { kind: 'check' })])).toEqual([null, null]);
    expect(shown([unsent(answered, { lane: 'point:2' })])).toEqual([null, null]);
  });
});
