import { describe, expect, it } from 'vitest';

import { flagIntervals, type FlagFacts } from './flag-rules.ts';

type Part = FlagFacts['handovers'][number];

/** Part of a hand-over proposed on 10 January; what a test is about is named there. */
const part = (more: Partial<Part> = {}): Part => ({
  cycle: 1,
  attempt: 1,
  state: 'pending',
  successor: null,
  proposedBy: 'analyst',
  proposedOn: '2026-01-10',
  answeredOn: null,
  withdrawnOn: null,
  respondedOn: null,
  lapsedOn: null,
  ...more,
});

function flagsOn(handovers: readonly Part[], day: string): string[] {
  const cycles = [{ number: 1, eliminatedOn: '2026-01-01', endedOn: null }];
  return flagIntervals({ cycles, checks: [], handovers, suspicions: [] }, [])
    .filter((one) => one.fromOn <= day && (one.toOn === null || day < one.toOn))
    .map((one) => one.flag)
    .filter((flag) => flag.startsWith('handover'));
}

describe('flags of a hand-over', () => {
  const refused = part({ state: 'refused', answeredOn: '2026-01-15' });

  it('waits until the last commune has answered', () => {
    const parts = [
      part({ state: 'confirmed', answeredOn: '2026-01-12' }),
      part({ state: 'confirmed', answeredOn: '2026-01-20' }),
    ];
    expect(flagsOn(parts, '2026-01-09')).toEqual([]);
    expect(flagsOn(parts, '2026-01-19')).toEqual(['handover_pending']);
    expect(flagsOn(parts, '2026-01-20')).toEqual([]);
  });

  it('is refused from the first refusal on, whoever else was asked, until the refusal is answered', () => {
    const parts = [refused, part({ state: 'cancelled' })];
    expect(flagsOn(parts, '2026-01-14')).toEqual(['handover_pending']);
    expect(flagsOn(parts, '2026-01-15')).toEqual(['handover_refused']);
    expect(flagsOn(parts, '2026-06-01')).toEqual(['handover_refused']);
    const answered = [{ ...refused, respondedOn: '2026-01-18' }, part({ state: 'cancelled' })];
    expect(flagsOn(answered, '2026-01-17')).toEqual(['handover_refused']);
    expect(flagsOn(answered, '2026-01-18')).toEqual([]);
  });

  it('waits no more from the day on which it was withdrawn', () => {
    const parts = [
      part({ state: 'confirmed', answeredOn: '2026-01-12' }),
      part({ state: 'withdrawn', withdrawnOn: '2026-01-16' }),
    ];
    expect(flagsOn(parts, '2026-01-15')).toEqual(['handover_pending']);
    expect(flagsOn(parts, '2026-01-16')).toEqual([]);
  });

  it('waits again, after a place was handed over, while a successor has not answered', () => {
    const former = part({
      state: 'successor_asked',
      answeredOn: '2026-01-12',
      lapsedOn: '2026-07-01',
    });
    const asked = part({ successor: 'after_handover', proposedOn: '2026-07-01' });
    expect(flagsOn([former, asked], '2026-06-30')).toEqual([]);
    expect(flagsOn([former, asked], '2026-07-01')).toEqual(['handover_pending']);
    const said = part({ ...asked, state: 'confirmed', answeredOn: '2026-07-05' });
    expect(flagsOn([former, said], '2026-07-05')).toEqual([]);
  });

  it('never waited where older papers say that it was handed over', () => {
    const papers = part({ state: 'recorded', proposedBy: null });
    expect(flagsOn([papers], '2026-01-12')).toEqual([]);
    const former = part({ state: 'successor_asked', proposedBy: null, lapsedOn: '2026-07-01' });
    const asked = part({
      successor: 'after_handover',
      proposedBy: null,
      proposedOn: '2026-07-01',
    });
    expect(flagsOn([former, asked], '2026-06-30')).toEqual([]);
    expect(flagsOn([former, asked], '2026-07-02')).toEqual(['handover_pending']);
  });
});
