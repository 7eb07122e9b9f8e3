import { describe, expect, it } from 'vitest';

import type { Clock } from '#server/contract/deadline.ts';
import type { DeadlineRule } from '#server/contract/tip-clock.ts';
import { TipStep } from '#server/contract/tip.ts';

import { stageOf, takesTwo, whyNotStep, type TipState } from './rules.ts';

const TODAY = '2026-11-24';
const STEPS = TipStep.options;

const RULE: DeadlineRule = {
  kind: 'denunciation',
  validFrom: '2026-01-01',
  startsWith: 'accepted',
  limit: { amount: 30, unit: 'day' },
  extensions: [
    { span: { amount: 30, unit: 'day' }, counted: 'added', approver: 'người giải quyết' },
  ],
  resumption: 'remaining',
  forwarding: null,
  endsOnWorkingDay: true,
  origin: 'Luật Tố cáo',
};
const CLOCK: Clock = {
  rule: RULE,
  startedOn: '2026-11-02',
  dueOn: '2026-12-02',
  extensionsUsed: 0,
};

/** A tip that was received and to which nothing else has happened. */
function tip(more: Partial<TipState> = {}): TipState {
  return {
    acceptedOn: null,
    verifiedOn: null,
    classifiedOn: null,
    handledOn: null,
    suspended: false,
    transferWaits: false,
    lastEventOn: '2026-11-02',
    ...more,
  };
}

const VERIFIED = tip({ verifiedOn: '2026-11-03', lastEventOn: '2026-11-03' });
const CLASSIFIED = tip({ ...VERIFIED, classifiedOn: '2026-11-04', lastEventOn: '2026-11-04' });
const HANDLED = tip({ ...CLASSIFIED, handledOn: '2026-11-05', lastEventOn: '2026-11-05' });

const why = (given: TipState, step: TipStep, clock: Clock | null = CLOCK, on = TODAY) =>
  whyNotStep(given, step, clock, on, TODAY);
/** Lists the steps that are allowed. */
const open = (given: TipState, clock?: Clock | null) =>
  STEPS.filter((step) => why(given, step, clock) === null);

describe('a step by a commune', () => {
  const two = (step: TipStep, after: string | null, before: string | null = '2026-12-02') =>
    takesTwo(step, { reach: 'communes' }, [[before, after]]);

  it('takes a second person where a clock would run longer, or stop', () => {
    expect(two('extended', '2026-12-03')).toBe(true);
    expect(two('suspended', null)).toBe(true);
    expect(two('classified', '2026-12-02')).toBe(false);
    expect(two('classified', '2026-12-01')).toBe(false);
    expect(two('accepted', '2026-12-02', null)).toBe(false);
  });

  it('takes none where it ends the tip, or where the city takes it', () => {
    expect(two('handled', null)).toBe(false);
    expect(two('forwarded', null)).toBe(false);
    expect(takesTwo('extended', { reach: 'city' }, [['2026-12-02', '2026-12-03']])).toBe(false);
  });
});

describe('the stage of a tip', () => {
  it('is the last that it reached', () => {
    expect([tip(), VERIFIED, CLASSIFIED, HANDLED].map(stageOf)).toEqual([
      'received',
      'verified',
      'classified',
      'handled',
    ]);
  });
});

describe('the steps of a tip', () => {
  it('come in their order', () => {
    const anytime = ['transfer_asked', 'accepted', 'extended', 'suspended', 'forwarded'];
    expect(open(tip()).toSorted()).toEqual([...anytime, 'verified'].toSorted());
    expect(open(VERIFIED).toSorted()).toEqual([...anytime, 'classified'].toSorted());
    expect(open(CLASSIFIED).toSorted()).toEqual([...anytime, 'classified', 'handled'].toSorted());
    for (const [given, step] of [
      [tip(), 'classified'],
      [tip(), 'handled'],
      [VERIFIED, 'verified'],
      [VERIFIED, 'handled'],
      [tip({ acceptedOn: '2026-11-03' }), 'accepted'],
    ] as const) {
      expect([step, why(given, step)]).toEqual([step, 'tip.wrong_stage']);
    }
  });

  it('ask one commune at a time to take it, and go on while that waits', () => {
    const waiting = tip({ transferWaits: true });
    expect(why(waiting, 'transfer_asked')).toBe('tip.transfer_waits');
    expect(open(waiting)).toEqual(open(tip()).filter((step) => step !== 'transfer_asked'));
  });

  it('end when it is handled', () => {
    expect(STEPS.map((step) => why(HANDLED, step))).toEqual(STEPS.map(() => 'tip.closed'));
  });

  it('wait while it is suspended, except the resumption', () => {
    const suspended = { ...CLASSIFIED, suspended: true };
    expect(open(suspended)).toEqual(['resumed']);
    expect(why(suspended, 'handled')).toBe('tip.suspended');
    expect(why(CLASSIFIED, 'resumed')).toBe('tip.not_suspended');
  });

  it('that move a clock need one', () => {
    expect(why(tip(), 'extended', null)).toBe('tip.no_clock');
    expect(why(tip(), 'suspended', null)).toBe('tip.no_clock');
    expect(why(tip(), 'verified', null)).toBeNull();
  });

  it('are taken today or before, and not before the latest event', () => {
    expect(why(VERIFIED, 'classified', CLOCK, '2026-11-25')).toBe('lifecycle.future_date');
    expect(why(VERIFIED, 'classified', CLOCK, '2026-11-02')).toBe('lifecycle.before_earlier_event');
    expect(why(VERIFIED, 'classified', CLOCK, '2026-11-03')).toBeNull();
    expect(why(VERIFIED, 'classified', CLOCK, TODAY)).toBeNull();
  });

  it('extend only in time, and as often as the rule says', () => {
    const due = (dueOn: string | null, extensionsUsed = 0) => ({ ...CLOCK, dueOn, extensionsUsed });
    expect(why(tip(), 'extended', due(TODAY))).toBeNull();
    expect(why(tip(), 'extended', due('2026-11-23'))).toBe('tip.no_extension');
    expect(why(tip(), 'extended', due('2026-12-02', 1))).toBe('tip.no_extension');
    expect(why(tip(), 'suspended', due('2026-11-23', 1))).toBeNull();
  });
});
