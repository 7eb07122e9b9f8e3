import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { RULES, TET_2026 } from '#tests/support/clock-facts.ts';

import { judgementOf, judgeTip, type JudgedEvent } from './tip-judgement.ts';
import { addDays, type IsoDate } from './time.ts';
import type { PaperVerdict } from './late-entry.ts';

const RECEIVED = '2026-03-02';
const TIP = {
  kind: 'crime_information',
  receivedOn: RECEIVED,
  acceptedOn: null,
} as const;

/** A step on a day, entered so many days later, with what a second person found of its paper. */
function entered(
  kind: JudgedEvent['kind'],
  on: IsoDate,
  late: number,
  verdict: PaperVerdict | null = null,
): JudgedEvent {
  const review = verdict && {
    verdict,
    by: 'Người thứ hai',
    at: '2026-06-01T03:00:00.000Z',
    reason: null,
  };
  const entry = { days: late, documentOn: on, awaited: review === null, review, mayReview: false };
  return {
    kind,
    effectiveOn: on,
    recordedAt: `${addDays(on, late)}T03:00:00.000Z`,
    late: late === 0 ? null : entry,
  };
}
const judged = (events: readonly JudgedEvent[], today: IsoDate, handledOn: IsoDate | null = null) =>
  judgeTip(judgementOf({ ...TIP, handledOn }, events, RULES, TET_2026), today, 3);

describe('a tip that is due on 23 March', () => {
  it.each([
    [0, null, 'closed_on_time'],
    [1, null, 'closed_on_time'],
    [4, null, 'awaiting_paper'],
    [4, 'seen', 'closed_on_time'],
    [4, 'refused', 'closed_late'],
  ] as const)(
    'closed on the 20th, entered %i days later, paper %s, is %s',
    (late, verdict, state) => {
      const closing = entered('handled', '2026-03-20', late, verdict);
      expect(judged([closing], '2026-04-01', '2026-03-20')).toBe(state);
    },
  );

  it('is overdue though its extension of the last day was entered on the next, until its paper is seen', () => {
    const extension = (verdict: PaperVerdict | null) =>
      judged([entered('extended', '2026-03-23', 1, verdict)], '2026-04-01');
    expect(extension(null)).toBe('awaiting_paper');
    expect(extension('refused')).toBe('overdue');
    expect(extension('seen')).toBe('running');
    expect(judged([entered('extended', '2026-03-20', 3)], '2026-04-01')).toBe('running');
  });
});

describe('of any steps', () => {
  const step = fc.record({
    kind: fc.constantFrom('extended', 'suspended', 'resumed', 'handled'),
    gap: fc.nat(20),
    late: fc.nat(40),
    verdict: fc.constantFrom(null, 'seen', 'refused'),
  });
  const lives = fc.array(step, { maxLength: 5 }).map((steps) => {
    let on = RECEIVED;
    return steps.map(({ kind, gap, late, verdict }) => {
      on = addDays(on, gap);
      return entered(
        kind as JudgedEvent['kind'],
        on,
        late,
        late === 0 ? null : (verdict as PaperVerdict | null),
      );
    });
  });
  /** Steps up to the first that closes it, each recorded no earlier than those before. */
  const lived = (life: readonly JudgedEvent[]) => {
    const end = life.findIndex(({ kind }) => kind === 'handled');
    return end === -1 ? life : life.slice(0, end + 1);
  };
  const closingOf = (life: readonly JudgedEvent[]) =>
    life.findLast(({ kind }) => kind === 'handled')?.effectiveOn ?? null;

  it('the clock gives no more time than the words, and both agree once every paper was looked at', () => {
    let apart = 0;
    fc.assert(
      fc.property(lives.map(lived), (life) => {
        const { counted, stated, countedHandledOn, statedHandledOn } = judgementOf(
          { ...TIP, handledOn: closingOf(life) },
          life,
          RULES,
          TET_2026,
        );
        expect((countedHandledOn ?? '') >= (statedHandledOn ?? '')).toBe(true);
        const ends = [counted?.dueOn ?? '', stated?.dueOn ?? '9999'];
        expect(ends).toEqual(ends.toSorted());
        if (counted?.dueOn !== stated?.dueOn) apart += 1;
        const looked = life.every(({ late }) => late === null || late.review?.verdict === 'seen');
        expect(looked ? counted : stated).toEqual(stated);
      }),
      { numRuns: 500 },
    );
    expect(apart).toBeGreaterThan(20);
  });
});
