import { describe, expect, it } from 'vitest';

import { ACTS } from '#server/contract/life-cycle.ts';
import { sampleHandover, samplePoint, sampleSignal } from '#tests/support/points/sample-point.ts';

import { actChoices, decidableSignals, whyNotAnyMore } from './act-choices.ts';

const all = (code: string | null) => Object.fromEntries(ACTS.map((act) => [act, code]));

describe('what a reader may do with a point', () => {
  it('offers what the server allows, and shows every act of the role', () => {
    const acts = { ...all('lifecycle.wrong_status'), eliminate: null, correct: null };
    const choices = actChoices(samplePoint({ acts }), 'analyst');
    expect(choices.now.map(({ act }) => act)).toEqual(['eliminate', 'correct']);
    expect(choices.later.map(({ act }) => act)).toContain('propose_handover');
    expect(choices.others.map(({ act }) => act)).toEqual([
      'recognise',
      'decline',
      'confirm_handover',
      'refuse_handover',
      'delist',
    ]);
  });

  it('says in which status an act becomes possible', () => {
    const point = samplePoint({ acts: all('lifecycle.wrong_status') });
    const eliminate = actChoices(point, 'analyst').later.find(({ act }) => act === 'eliminate');
    expect(eliminate?.why).toEqual({ kind: 'status', statuses: ['active', 'recurring'] });
  });

  it('says plainly that no refusal waits, without asking to load anything again', () => {
    const point = samplePoint({ acts: { ...all(null), respond_refusal: 'handover.not_refused' } });
    const respond = actChoices(point, 'analyst').later.find(({ act }) => act === 'respond_refusal');
    expect(respond?.why).toEqual({ kind: 'no_refusal' });
  });

  it('names the roles that do what the reader does not', () => {
    const point = samplePoint({ acts: all('permission.denied') });
    const recognise = actChoices(point, 'analyst').others.find(({ act }) => act === 'recognise');
    expect(recognise?.roles).toEqual(['coordinator']);
  });

  it('offers an answer for each part that the reader may answer, whichever came first', () => {
    const acts = { ...all('lifecycle.wrong_status'), confirm_handover: 'handover.other_commune' };
    const foreign = sampleHandover({ id: 11, whyNotAnswer: 'handover.other_commune' });
    const own = sampleHandover({ id: 12 });
    const choices = actChoices(samplePoint({ acts, handovers: [foreign, own] }), 'leader');
    expect(choices.now).toEqual([{ act: 'confirm_handover', handover: own }]);
  });

  it('says plainly that no hand-over waits for an answer', () => {
    const acts = { ...all(null), confirm_handover: 'handover.not_pending' };
    const confirm = actChoices(samplePoint({ acts }), 'leader').later.find(
      ({ act }) => act === 'confirm_handover',
    );
    expect(confirm?.why).toEqual({ kind: 'no_pending' });
  });

  it('offers one withdrawal for a whole attempt, and the answer to a refusal where it was given', () => {
    const handovers = [
      sampleHandover({ id: 11, whyNotWithdraw: null, whyNotRespond: null }),
      sampleHandover({ id: 12, whyNotWithdraw: null, whyNotRespond: null }),
      sampleHandover({ id: 13, state: 'refused', whyNotWithdraw: null, whyNotRespond: null }),
      sampleHandover({ id: 14, state: 'refused', whyNotRespond: 'handover.own_refusal' }),
    ];
    const { now } = actChoices(samplePoint({ acts: all(null), handovers }), 'analyst');
    const offered = (act: string) =>
      now.filter((one) => one.act === act).map(({ handover }) => handover?.id);
    expect(offered('withdraw_handover')).toEqual([11]);
    expect(offered('respond_refusal')).toEqual([13]);
  });

  it('names no further act for a place whose proposal was a mistake', () => {
    const point = samplePoint({ acts: all('point.removed'), removed: true });
    const { now, later } = actChoices(point, 'analyst');
    expect([now, later]).toEqual([[], []]);
  });

  it('does not offer to reject a suspicion where there is none, or only the own one', () => {
    const why = (signals: ReturnType<typeof sampleSignal>[]) =>
      actChoices(samplePoint({ acts: all(null), signals }), 'analyst').later.find(
        ({ act }) => act === 'reject_suspicion',
      )?.why;
    expect(why([])).toEqual({ kind: 'no_suspicion' });
    expect(why([sampleSignal({ raisedByMe: true })])).toEqual({
      kind: 'problem',
      code: 'signal.same_person',
    });
    expect(why([sampleSignal()])).toBeUndefined();
  });

  it('offers to undo a merge only where there is one', () => {
    const acts = { ...all('point.merged'), undo_merge: null };
    const target = { id: 8, code: 'DP-00008' };
    expect(actChoices(samplePoint({ acts: all(null) }), 'analyst').now).not.toContainEqual({
      act: 'undo_merge',
      handover: null,
    });
    const merged = actChoices(samplePoint({ acts, mergedInto: target }), 'analyst');
    expect(merged.now).toEqual([{ act: 'undo_merge', handover: null }]);
    expect(merged.later).toEqual([]);
  });

  it('lets nobody decide on what they raised', () => {
    const signals = [
      sampleSignal({ id: 1, raisedByMe: true }),
      sampleSignal({ id: 2, state: 'rejected' }),
      sampleSignal({ id: 3 }),
    ];
    expect(decidableSignals(samplePoint({ signals })).map(({ id }) => id)).toEqual([3]);
  });
});

describe('an act that is being filled in', () => {
  it('is not possible any more once somebody was faster', () => {
    const eliminate = { act: 'eliminate' as const, handover: null };
    expect(whyNotAnyMore(eliminate, samplePoint({ acts: all(null) }))).toBeNull();
    const done = samplePoint({ acts: all('lifecycle.wrong_status') });
    expect(whyNotAnyMore(eliminate, done)).toMatchObject({ kind: 'status' });
    const answer = { act: 'confirm_handover' as const, handover: sampleHandover() };
    const answered = sampleHandover({ state: 'confirmed' });
    expect(whyNotAnyMore(answer, samplePoint({ handovers: [answered] }))).toEqual({
      kind: 'problem',
      code: 'handover.not_pending',
    });
    expect(whyNotAnyMore(answer, samplePoint({ handovers: [sampleHandover()] }))).toBeNull();
    const others = [sampleHandover({ id: 99 })];
    expect(whyNotAnyMore(answer, samplePoint({ handovers: others }))).toEqual({
      kind: 'problem',
      code: 'handover.not_pending',
    });
  });
});
