import { describe, expect, it } from 'vitest';

import { sampleHandover, samplePoint } from '#tests/support/points/sample-point.ts';

import { expectedActs, nextStep } from './next-step.ts';

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

  it('is a look at a closed place that is suspected, and later the next check', () => {
    const closed = samplePoint({ status: 'handed_over', nextCheckOn: '2026-12-01' });
    expect(nextStep(closed)).toEqual({ kind: 'check', on: '2026-12-01' });
    const suspected = samplePoint({ status: 'handed_over', flags: ['suspected'] });
    expect(nextStep(suspected)).toEqual({ kind: 'verify' });
  });

  it('is none for an entry that is shown under another one', () => {
    expect(nextStep(samplePoint({ mergedInto: { id: 8, code: 'DP-00008' } }))).toBeNull();
  });
});
