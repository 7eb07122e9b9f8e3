import { describe, expect, it } from 'vitest';

import type { PointFlag, PointStatus } from '#server/contract/point.ts';
import { sampleHandover, samplePoint } from '#tests/support/points/sample-point.ts';

import { expectedActs, nextStep } from './act-section.tsx';

describe('the next step of a place', () => {
  it('is its judgement, its elimination, then its hand-over', () => {
    expect(expectedActs(samplePoint({ status: 'proposed' }))).toEqual(['recognise']);
    expect(expectedActs(samplePoint({ status: 'active' }))).toEqual(['eliminate']);
    expect(expectedActs(samplePoint({ status: 'recurring' }))).toEqual(['eliminate']);
    expect(expectedActs(samplePoint({ status: 'eliminated' }))).toEqual(['propose_handover']);
  });

  it('is the answer of the communes while a hand-over waits, and never its withdrawal', () => {
    const waiting = sampleHandover({ state: 'pending', cycle: 1 });
    const point = samplePoint({ status: 'eliminated', cycle: 1, handovers: [waiting] });
    expect(nextStep(point)).toEqual({ kind: 'communes', waiting: [waiting] });
    expect(expectedActs(point)).not.toContain('withdraw_handover');
  });

  it('is the answer to a refusal, and not a second proposal', () => {
    const refused = sampleHandover({ state: 'refused', cycle: 1 });
    const point = samplePoint({
      status: 'eliminated',
      cycle: 1,
      handovers: [refused],
      flags: ['handover_refused'],
    });
    expect(expectedActs(point)).toEqual(['respond_refusal']);
  });

  it('is a new hand-over once the refusal is answered, whatever happened in an earlier cycle', () => {
    const step = (handovers: ReturnType<typeof sampleHandover>[], flags: PointFlag[] = []) =>
      nextStep(samplePoint({ status: 'eliminated', cycle: 2, handovers, flags }))?.kind;
    const refused = sampleHandover({ state: 'refused', cycle: 2 });
    expect(step([refused])).toBe('hand_over');
    expect(step([sampleHandover({ state: 'pending', cycle: 1 })])).toBe('hand_over');
    const before = sampleHandover({ state: 'refused', cycle: 1 });
    const waiting = sampleHandover({ id: 12, state: 'pending', cycle: 2 });
    expect(step([before, waiting], ['handover_refused'])).toBe('communes');
  });

  it('is a look at a closed place that is suspected, and later the next check', () => {
    const closed = samplePoint({ status: 'handed_over', nextCheckOn: '2026-12-01' });
    expect(nextStep(closed)).toEqual({ kind: 'check', on: '2026-12-01' });
    const suspected = samplePoint({ status: 'handed_over', flags: ['suspected'] });
    expect(nextStep(suspected)).toEqual({ kind: 'verify' });
    expect(expectedActs(suspected)).toEqual(['check']);
    expect(expectedActs(closed)).toEqual(['check']);
  });

  it('is the look before the hand-over, and the elimination before the look', () => {
    const at = (status: PointStatus) => nextStep(samplePoint({ status, flags: ['suspected'] }));
    expect(at('eliminated')).toEqual({ kind: 'verify' });
    expect(at('recurring')).toEqual({ kind: 'eliminate' });
    expect(at('active')).toEqual({ kind: 'eliminate' });
  });

  it('is none for a place that was not recognised, or has no look to come', () => {
    expect(nextStep(samplePoint({ status: 'not_recognised' }))).toBeNull();
    expect(nextStep(samplePoint({ status: 'handed_over', nextCheckOn: null }))).toBeNull();
    expect(expectedActs(samplePoint({ status: 'delisted' }))).toEqual([]);
  });

  it('is none for an entry that is shown under another one', () => {
    expect(nextStep(samplePoint({ mergedInto: { id: 8, code: 'DP-00008' } }))).toBeNull();
  });

  it('is none for an entry whose proposal was a mistake', () => {
    expect(nextStep(samplePoint({ status: 'proposed', removed: true }))).toBeNull();
  });
});
