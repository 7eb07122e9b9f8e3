import { describe, expect, it } from 'vitest';

import type { Entry } from './entry.ts';
import {
  clockProblem,
  inShownOrder,
  isBehind,
  isChangeable,
  isConflict,
  isHeld,
  isTooOldToRepeat,
  nextDue,
  nextEntry,
  offeredFor,
  OUTCOME_UNKNOWN,
  pauseAfter,
  waitUntil,
} from './rules.ts';

const NOW = Date.parse('2026-03-02T01:00:00Z');
const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Makes an entry that may be sent at once, with the fields that a test is about. */
function entry(more: Partial<Entry> = {}): Entry {
  return {
    id: 'one',
    seq: 1,
    accountId: 'leader',
    kind: 'test',
    path: '/api/test',
    body: {},
    key: 'key',
    lane: 'a',
    title: '',
    label: '',
    lines: [],
    context: null,
    writtenAt: '2026-03-02T01:00:00.000Z',
    seenAt: '2026-03-02T01:00:00.000Z',
    clockKnown: true,
    state: 'waiting',
    attempts: 0,
    posted: false,
    held: null,
    receipt: null,
    notBefore: 0,
    problem: null,
    attachments: [],
    sentAt: null,
    ...more,
  };
}

describe('the entry that goes next', () => {
  it('is the oldest, whatever the order in which they are kept', () => {
    const [first, second] = [entry({ seq: 1, lane: 'a' }), entry({ seq: 2, lane: 'b' })];
    expect(nextEntry([second, first], NOW)).toBe(first);
  });

  it('waits no longer for a pause that was set by a clock far ahead', () => {
    const paused = entry({ notBefore: NOW + 40 * DAY });
    expect(nextEntry([paused], NOW)).toBe(paused);
    expect(nextDue([paused], NOW)).toBeNull();
    const long = entry({ notBefore: NOW + pauseAfter(1, 40 * 86_400) });
    expect(nextEntry([long], NOW)).toBeNull();
    expect(nextDue([long], NOW)).toBe(NOW + HOUR);
  });

  it('is looked for again in time, also where the clock was set meanwhile', () => {
    expect(waitUntil(NOW + 10, NOW)).toBe(10);
    expect(waitUntil(NOW - 40 * DAY, NOW)).toBe(0);
    // A longer time than an alarm of the browser can hold would ring at once, again and again.
    expect(waitUntil(NOW + 40 * DAY, NOW)).toBe(HOUR);
  });

  it('waits for its pause, and entries about other things go first', () => {
    const paused = entry({ seq: 1, lane: 'a', notBefore: NOW + 1 });
    const other = entry({ seq: 2, lane: 'b' });
    expect(nextEntry([paused], NOW)).toBeNull();
    expect(nextEntry([paused], NOW + 1)).toBe(paused);
    expect(nextEntry([paused, other], NOW)).toBe(other);
  });

  it.each([
    ['refused', { state: 'refused' as const }],
    ['pausing', { notBefore: NOW + 1 }],
  ])('never overtakes an older one about the same thing that is %s', (_why, more) => {
    expect(nextEntry([entry(more), entry({ seq: 2 })], NOW)).toBeNull();
  });

  it('does not wait for an older one that is sent', () => {
    const second = entry({ seq: 2 });
    expect(nextEntry([entry({ state: 'sent' }), second], NOW)).toBe(second);
  });

  it('may be one that an earlier page began to send and did not finish', () => {
    const begun = entry({ state: 'sending', attempts: 1 });
    expect(nextEntry([begun], NOW)).toBe(begun);
  });

  it('is due when the shortest pause of a waiting one ends', () => {
    const entries = [
      entry({ notBefore: NOW + 20 }),
      entry({ notBefore: NOW + 10 }),
      entry({ notBefore: NOW }),
      entry({ notBefore: NOW + 1, state: 'refused' }),
    ];
    expect(nextDue(entries, NOW)).toBe(NOW + 10);
    expect(nextDue([entry()], NOW)).toBeNull();
  });
});

describe('the pause before another try', () => {
  it('is two seconds, twice as long each time, and five minutes at most', () => {
    expect([1, 2, 3, 7, 8, 9, 500].map((attempts) => pauseAfter(attempts, null))).toEqual([
      2_000, 4_000, 8_000, 128_000, 256_000, 300_000, 300_000,
    ]);
  });

  it('is as long as the server asks for where that is longer', () => {
    expect(pauseAfter(1, 60)).toBe(60_000);
    expect(pauseAfter(1, 900)).toBe(900_000);
    expect(pauseAfter(5, 1)).toBe(32_000);
  });
});

describe('an old entry', () => {
  it('is not repeated more than 29 days after it was written, when the server may have deleted its key', () => {
    const tried = entry({ attempts: 1, posted: true });
    expect(isTooOldToRepeat(tried, NOW + 29 * DAY)).toBe(false);
    expect(isTooOldToRepeat(tried, NOW + 29 * DAY + 1)).toBe(true);
    for (const untried of [{ attempts: 1 }, { posted: true }]) {
      expect(isTooOldToRepeat(entry(untried), NOW + 300 * DAY)).toBe(false);
    }
  });
});

describe('the days in an entry', () => {
  const MINUTE = 60_000;
  const at = (milliseconds: number) => new Date(NOW + milliseconds).toISOString();
  const doubt = (more: Partial<Entry>, skew: number | null, now = NOW) =>
    clockProblem(entry({ clockKnown: false, skew: 0, ...more }), { now, skew })?.parameters;

  it('are asked about where the clock they were written by was wrong by more than ten minutes, either way', () => {
    const written = at(0);
    expect(doubt({}, 10 * MINUTE + 1, NOW + HOUR)).toEqual({ written, real: at(10 * MINUTE + 1) });
    expect(doubt({}, -11 * MINUTE)).toEqual({ written });
    expect(doubt({ seenAt: at(-HOUR) }, -11 * MINUTE)).toEqual({ written, real: at(-11 * MINUTE) });
    expect([doubt({}, 10 * MINUTE), doubt({}, -10 * MINUTE), doubt({}, null)]).toEqual(
      Array(3).fill(undefined),
    );
  });

  it('are not asked about where the clock was corrected then as it is now, or was surely known', () => {
    expect(doubt({ skew: 2 * HOUR }, 2 * HOUR)).toBeUndefined();
    expect(doubt({ skew: 2 * HOUR, seenAt: at(-3 * HOUR) }, 0)).toEqual({
      written: at(0),
      real: at(-2 * HOUR),
    });
    expect(doubt({ clockKnown: true }, 5 * HOUR)).toBeUndefined();
  });

  it('are asked about where they cannot be: of tomorrow, or of before what their writer had seen', () => {
    const tomorrow = { writtenAt: at(DAY), seenAt: at(0) };
    expect(doubt(tomorrow, 0)).toEqual({ written: at(DAY) });
    expect(doubt(tomorrow, 0, NOW + DAY - 10 * MINUTE)).toBeUndefined();
    expect(doubt({ writtenAt: at(-DAY), seenAt: at(0) }, 0)).toEqual({ written: at(-DAY) });
    expect(doubt({ writtenAt: at(-10 * MINUTE), seenAt: at(0) }, 0)).toBeUndefined();
  });

  it('of an earlier release, which did not note how it was corrected, are asked about as they stand', () => {
    const earlier = entry({ clockKnown: false });
    expect(earlier.skew).toBeUndefined();
    expect(clockProblem(earlier, { now: NOW, skew: HOUR })?.code).toBe('device.clock_wrong');
  });
});

describe('an entry that is kept', () => {
  it('may be changed only before the server can have it, or after a refusal', () => {
    const answers = (['waiting', 'sending', 'refused', 'sent'] as const).map((state) =>
      [false, true].map((posted) => isChangeable({ state, posted, problem: null })),
    );
    expect(answers).toEqual([
      [true, false],
      [false, false],
      [true, true],
      [false, false],
    ]);
  });

  it('is held for its writer until its time has passed, and never once it was tried', () => {
    const notBefore = NOW + 5_000;
    expect(isHeld(entry({ notBefore }), NOW)).toBe(true);
    expect(isHeld(entry({ notBefore }), notBefore)).toBe(false);
    expect(isHeld(entry({ notBefore, attempts: 1 }), NOW)).toBe(false);
    expect(isHeld(entry({ notBefore, state: 'refused' }), NOW)).toBe(false);
  });

  it('may not be changed while nobody knows whether the server has it', () => {
    const unknown = entry({
      state: 'refused',
      attempts: 1,
      posted: true,
      problem: OUTCOME_UNKNOWN,
    });
    expect(isChangeable(unknown)).toBe(false);
    const offered = offeredFor(unknown, { settledBy: [], hasForm: true });
    expect(offered).toEqual({ again: true, change: false });
  });

  it('is in conflict once it was refused because somebody was faster', () => {
    const refusedWith = (status: number) =>
      isConflict(
        entry({
          state: 'refused',
          problem: { code: '', status, sentence: '', errors: [], parameters: {}, requestId: '' },
        }),
      );
    expect([409, 412, 422, 403].map(refusedWith)).toEqual([true, true, false, false]);
    expect(isConflict({ state: 'refused', problem: null })).toBe(false);
  });

  it('is behind an older unsent one about the same thing', () => {
    const second = entry({ seq: 2 });
    expect(isBehind(second, [entry({ seq: 1 }), second])).toBe(true);
    expect(isBehind(second, [entry({ seq: 1, state: 'sent' }), second])).toBe(false);
    expect(isBehind(second, [entry({ seq: 1, lane: 'b' }), second])).toBe(false);
    expect(isBehind(second, [second, entry({ seq: 3 })])).toBe(false);
  });
});

const refusedWith = (status: number, code: string) =>
  entry({
    state: 'refused',
    problem: { code, status, sentence: '', errors: [], parameters: {}, requestId: '' },
  });

describe('what an entry offers', () => {
  const kind = { settledBy: ['handover.not_pending'], hasForm: true };

  it.each([
    [409, 'handover.not_pending', { again: false, change: false }],
    [409, 'point.changed_meanwhile', { again: true, change: true }],
    [422, 'lifecycle.future_date', { again: false, change: true }],
    [413, 'request.too_large', { again: false, change: true }],
    [403, 'permission.denied', { again: true, change: true }],
    [0, 'device.clock_wrong', { again: true, change: true }],
  ])('after a refusal with %i %s are the acts that can succeed', (status, code, offered) => {
    expect(offeredFor(refusedWith(status, code), kind)).toEqual(offered);
  });

  it('is no form where its kind has none, and nothing while the server may have it', () => {
    const changed = refusedWith(409, 'point.changed_meanwhile');
    expect(offeredFor(changed, { ...kind, hasForm: false })).toEqual({
      again: true,
      change: false,
    });
    expect(offeredFor(entry(), kind)).toEqual({ again: false, change: true });
    expect(offeredFor(entry({ posted: true }), kind)).toEqual({ again: false, change: false });
  });
});

describe('the entries on the screen', () => {
  it('begin with those that need their writer, then wait in order, and end with the last one sent', () => {
    const sent = (seq: number, minute: string) =>
      entry({ seq, state: 'sent', sentAt: `2026-03-02T01:${minute}:00.000Z` });
    const given = [
      sent(1, '05'),
      entry({ seq: 5 }),
      sent(2, '09'),
      entry({ seq: 4, state: 'sending' }),
      entry({ seq: 6, state: 'refused' }),
      entry({ seq: 3, state: 'refused' }),
    ];
    const shown = inShownOrder(given);
    expect(shown.unsent.map(({ seq }) => seq)).toEqual([3, 6, 4, 5]);
    expect(shown.sent.map(({ seq }) => seq)).toEqual([2, 1]);
  });
});
