import { describe, expect, it } from 'vitest';

import { dueIn, event, facts, RULES, TET_2026 } from '#tests/support/clock-facts.ts';

import { clockOf, mayExtend, remainingDays, tallyOnTime, timelinessOf } from './deadline.ts';
import type { IsoDate } from './time.ts';
import { DeadlineRule, type Timeliness } from './tip-clock.ts';

const due = dueIn(TET_2026);

describe('the clock of a crime report', () => {
  it('ends 20 days after receipt, the day of receipt not counted', () => {
    // 2 March + 20 days = 22 March, a Sunday: Monday the 23rd.
    expect(due(facts('crime_denunciation'))).toBe('2026-03-23');
    expect(due(facts('crime_information', { receivedOn: '2026-03-03' }))).toBe('2026-03-23');
    expect(due(facts('prosecution_proposal', { receivedOn: '2026-03-04' }))).toBe('2026-03-24');
  });

  it('moves over the holidays of Tết when it would end in them', () => {
    // 27 January + 20 = 16 February, the first day off; work starts again on Monday the 23rd.
    expect(due(facts('crime_denunciation', { receivedOn: '2026-01-27' }))).toBe('2026-02-23');
  });

  it('lasts two months from receipt when extended, and two more when the prosecutor extends it', () => {
    const once = [event('extended', '2026-03-20')];
    expect(due(facts('crime_denunciation', { events: once }))).toBe('2026-05-04'); // 2 May is a Saturday
    const twice = [...once, event('extended', '2026-04-30')];
    expect(due(facts('crime_denunciation', { events: twice }))).toBe('2026-07-02');
    const thrice = [...twice, event('extended', '2026-06-30')];
    const clock = clockOf(facts('crime_denunciation', { events: thrice }), RULES, TET_2026);
    expect(clock).toMatchObject({ dueOn: '2026-07-02', extensionsUsed: 2 });
  });

  it('ends a month of February on its last day', () => {
    const rule = { ...RULES[0], limit: { amount: 1, unit: 'month' } };
    const rules = [DeadlineRule.parse(rule)];
    // 28 February 2026 is a Saturday: Monday, 2 March.
    expect(due(facts('crime_denunciation', { receivedOn: '2026-01-31' }), rules)).toBe(
      '2026-03-02',
    );
  });

  it('stands still while suspended, and gives a month from the day of resumption', () => {
    const suspended = [event('suspended', '2026-03-10')];
    expect(due(facts('crime_denunciation', { events: suspended }))).toBeNull();
    const resumed = [...suspended, event('resumed', '2026-05-11')];
    expect(due(facts('crime_denunciation', { events: resumed }))).toBe('2026-06-11');
  });

  it('asks of a report for another authority that it is passed on within a day, whatever else happened', () => {
    const forwarded = facts('crime_information', {
      forwarded: true,
      handledOn: '2026-03-03',
      events: [event('extended', '2026-03-02')],
    });
    const clock = clockOf(forwarded, RULES, TET_2026);
    expect(clock?.dueOn).toBe('2026-03-03');
    expect(timelinessOf(forwarded, clock, '2026-04-01', 3)).toBe('closed_on_time');
    // Also where it had been accepted first: the time runs from the receipt that came before.
    const accepted = { ...forwarded, acceptedOn: '2026-03-06', handledOn: '2026-03-07' };
    const standing = clockOf(accepted, RULES, TET_2026);
    expect(standing).toMatchObject({ startedOn: '2026-03-02', dueOn: '2026-03-03' });
    expect(timelinessOf(accepted, standing, '2026-04-01', 3)).toBe('closed_late');
    const late = { ...forwarded, handledOn: '2026-03-04' };
    expect(timelinessOf(late, clock, '2026-04-01', 3)).toBe('closed_late');
    // Not moved over a weekend: the duty desk is never closed.
    const saturday = facts('crime_denunciation', { receivedOn: '2026-03-07', forwarded: true });
    expect(due(saturday)).toBe('2026-03-08');
  });

  it('judges another kind that is passed on by its own limit, and one without a clock as in time', () => {
    const passed = { forwarded: true, handledOn: '2026-03-17' };
    const feedback = facts('feedback', passed);
    const clock = clockOf(feedback, RULES, TET_2026);
    expect(clock?.dueOn).toBe(due(facts('feedback')));
    expect(timelinessOf(feedback, clock, '2026-04-01', 3)).toBe('closed_late');
    const denunciation = facts('denunciation', passed);
    const none = clockOf(denunciation, RULES, TET_2026);
    expect(none).toBeNull();
    expect(timelinessOf(denunciation, none, '2026-04-01', 3)).toBe('closed_on_time');
  });

  it('counts from receipt what was never accepted, by the rule that was in force on that day', () => {
    const before = RULES.find(({ kind }) => kind === 'denunciation');
    if (before === undefined) throw new Error('the reference has no rule for denunciations');
    const after: DeadlineRule = {
      ...before,
      validFrom: '2026-03-01',
      forwarding: { amount: 5, unit: 'working_day' },
    };
    const passed = facts('denunciation', { forwarded: true, handledOn: '2026-03-10' });
    const clock = clockOf(passed, [before, after], TET_2026);
    expect(clock).toMatchObject({ rule: after, startedOn: '2026-03-02', dueOn: '2026-03-09' });
    expect(timelinessOf(passed, clock, '2026-04-01', 3)).toBe('closed_late');
    const earlier = { ...passed, receivedOn: '2026-02-27' };
    expect(clockOf(earlier, [before, after], TET_2026)).toBeNull();
  });
});

describe('the clock of a denunciation', () => {
  it('starts with acceptance, not with receipt', () => {
    expect(due(facts('denunciation'))).toBeUndefined();
    expect(due(facts('denunciation', { acceptedOn: '2026-03-09' }))).toBe('2026-04-08');
  });

  it('goes on with what was left after a suspension', () => {
    const events = [event('suspended', '2026-03-19'), event('resumed', '2026-04-06')];
    // 20 of 30 days were left on 19 March.
    expect(due(facts('denunciation', { acceptedOn: '2026-03-09', events }))).toBe('2026-04-27'); // 26th is a Sunday
  });

  it('can be extended twice by thirty days each', () => {
    const events = [event('extended', '2026-04-01'), event('extended', '2026-05-01')];
    expect(due(facts('denunciation', { acceptedOn: '2026-03-09', events }))).toBe('2026-06-08'); // 7th is a Sunday
  });
});

describe('the clock of a complaint', () => {
  it('lasts 45 days from acceptance where the case is complex', () => {
    const accepted = { acceptedOn: '2026-03-09' };
    expect(due(facts('complaint', accepted))).toBe('2026-04-08');
    const events = [event('extended', '2026-04-01')];
    expect(due(facts('complaint', { ...accepted, events }))).toBe('2026-04-23');
  });
});

describe('the clock of feedback', () => {
  it('counts working days: no weekends, no holidays, but a Saturday that is worked', () => {
    // Friday 2 January; 5–9 January are five, Saturday the 10th is worked, 12–15 are four more.
    expect(due(facts('feedback', { receivedOn: '2026-01-02' }))).toBe('2026-01-15');
    // Monday 9 February; 10–13 are four, 16–20 are off, 23 February to 2 March are six.
    expect(due(facts('feedback', { receivedOn: '2026-02-09' }))).toBe('2026-03-02');
  });

  it('keeps the working days that were left over a suspension', () => {
    const events = [event('suspended', '2026-03-06'), event('resumed', '2026-03-16')];
    // Received Monday 2 March: due Monday 16 March, six working days left on the 6th.
    expect(due(facts('feedback', { events }))).toBe('2026-03-24');
  });
});

describe('a rule that changed', () => {
  const shorter = DeadlineRule.parse({
    ...RULES.find((rule) => rule.kind === 'feedback'),
    validFrom: '2026-03-05',
    limit: { amount: 3, unit: 'working_day' },
  });
  it('binds clocks that start from its day on and leaves those alone that run', () => {
    const rules = [shorter, ...RULES];
    expect(due(facts('feedback', { receivedOn: '2026-03-04' }), rules)).toBe('2026-03-18');
    expect(due(facts('feedback', { receivedOn: '2026-03-05' }), rules)).toBe('2026-03-10');
  });
  it('gives no clock where none was in force', () => {
    expect(clockOf(facts('feedback'), [shorter], TET_2026)).toBeNull();
  });
});

describe('how a tip stands', () => {
  const clock = clockOf(facts('crime_denunciation'), RULES, TET_2026); // due 23 March
  const on = (today: IsoDate, handledOn: IsoDate | null = null) =>
    timelinessOf({ handledOn }, clock, today, 3);

  it('runs, is due soon, is overdue from the day after its last', () => {
    expect(on('2026-03-19')).toBe('running');
    expect(on('2026-03-20')).toBe('due_soon');
    expect(on('2026-03-23')).toBe('due_soon');
    expect(on('2026-03-24')).toBe('overdue');
  });
  it('was in time up to its last day, whenever one looks', () => {
    expect(on('2026-09-01', '2026-03-23')).toBe('closed_on_time');
    expect(on('2026-09-01', '2026-03-24')).toBe('closed_late');
  });
  it('is told in days that the rule counts', () => {
    if (clock === null) throw new Error('no clock');
    expect(remainingDays(clock, '2026-03-20', TET_2026)).toBe(3);
    expect(remainingDays(clock, '2026-03-25', TET_2026)).toBe(-2);
    const working = clockOf(facts('feedback'), RULES, TET_2026); // due Monday 16 March
    if (working === null) throw new Error('no clock');
    expect(remainingDays(working, '2026-03-13', TET_2026)).toBe(1);
    expect(remainingDays(working, '2026-03-17', TET_2026)).toBe(-1);
  });
  it('may be extended up to its last day, while the rule has an extension left', () => {
    if (clock === null) throw new Error('no clock');
    expect(mayExtend(clock, '2026-03-23')).toBe(true);
    expect(mayExtend(clock, '2026-03-24')).toBe(false);
    expect(mayExtend({ ...clock, extensionsUsed: 2 }, '2026-03-23')).toBe(false);
  });

  it('is not extended and has no days left to count while it is suspended', () => {
    const events = [event('suspended', '2026-03-10')];
    const suspended = clockOf(facts('crime_information', { events }), RULES, TET_2026);
    if (suspended === null) throw new Error('no clock');
    expect(suspended.dueOn).toBeNull();
    expect(mayExtend(suspended, '2026-03-10')).toBe(false);
    expect(remainingDays(suspended, '2026-03-10', TET_2026)).toBeNull();
  });

  it('keeps the count of its extensions when it is passed on', () => {
    const events = [event('extended', '2026-03-10')];
    const given = facts('crime_information', { events, forwarded: true });
    const clock = clockOf(given, RULES, TET_2026);
    expect([clock?.startedOn, clock?.extensionsUsed]).toEqual(['2026-03-02', 1]);
  });
});

const tallyOf = (states: readonly Timeliness[]) =>
  tallyOnTime(states.map((timeliness) => ({ timeliness, own: false })));

describe('the rate in time', () => {
  it('is what was in time of what is closed or overdue; the rest stands apart', () => {
    expect(
      tallyOf([
        'closed_on_time',
        'closed_on_time',
        'closed_late',
        'overdue',
        'running',
        'suspended',
        'awaiting_paper',
      ]),
    ).toEqual({ onTime: 2, late: 1, openOverdue: 1, awaiting: 1, notYetDue: 2, own: 0, rate: 0.5 });
    expect(tallyOf(['awaiting_paper']).rate).toBeNull();
    expect(tallyOf(['running']).rate).toBeNull();
  });

  it('tells apart those in time that a commune took in and closed itself', () => {
    const own = [true, false].flatMap((one) =>
      (['closed_on_time', 'closed_late', 'awaiting_paper', 'overdue'] as const).map(
        (timeliness) => ({ timeliness, own: one }),
      ),
    );
    expect(tallyOnTime(own)).toMatchObject({ onTime: 2, own: 1, late: 2 });
  });
});
