import { describe, expect, it } from 'vitest';

import { effectsOfAct } from './act-effects.ts';
import type { HandoverState } from './handover.ts';
import { ACTS } from './life-cycle.ts';

const part = (id: number, state: HandoverState, cycle = 2) => ({
  id,
  communeId: 10 + id,
  cycle,
  state,
  documentNumber: null,
});
const PARTS = [
  part(1, 'confirmed'),
  part(2, 'pending'),
  { ...part(3, 'pending'), documentNumber: '12/TTr' },
  part(4, 'pending', 1),
];
const cancelledBy = (act: (typeof ACTS)[number], handoverId: number | null = null) =>
  effectsOfAct(act, { cycle: 2 }, PARTS, handoverId).find(
    ({ kind }) => kind === 'handover_cancelled',
  );

describe('the effects of an act beside its status', () => {
  it('end the hand-overs that still wait where the place returns, leaves the list or is refused', () => {
    const both = {
      kind: 'handover_cancelled',
      handoverIds: [2, 3],
      communeIds: [12, 13],
      documentNumber: '12/TTr',
    };
    const ending = ACTS.filter((act) => cancelledBy(act) !== undefined);
    expect(ending.toSorted((a, b) => a.localeCompare(b))).toEqual([
      'delist',
      'mark_recurring',
      'refuse_handover',
    ]);
    for (const act of ending) expect(cancelledBy(act)).toEqual(both);
  });

  it('spare the part that the act answers, and say nothing where none waits', () => {
    expect(cancelledBy('refuse_handover', 3)).toMatchObject({ handoverIds: [2] });
    expect(effectsOfAct('delist', { cycle: 3 }, PARTS)).toEqual([]);
  });

  it('open the next cycle, in which the commune is asked, where a place is recognised or returns', () => {
    const opened = [
      { kind: 'cycle_opened', cycle: 3 },
      { kind: 'reply_asked', cycle: 3 },
    ];
    expect(effectsOfAct('recognise', { cycle: 2 }, PARTS)).toEqual(opened);
    expect(effectsOfAct('mark_recurring', { cycle: 2 }, [])).toEqual(opened);
    expect(effectsOfAct('eliminate', { cycle: 2 }, PARTS)).toEqual([]);
  });
});
