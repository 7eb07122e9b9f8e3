import { describe, expect, it } from 'vitest';

import { REACH, type Actor, type Role } from '#server/contract/permission.ts';
import type { Figures } from '#tests/support/gamer/figures.ts';
import { undoneInOffice } from '#tests/support/gamer/office-facts.ts';
import { betteredBy, type Excuse } from '#tests/support/gamer/verdict.ts';
import { type Fact, undoneAlone } from '#tests/support/points/facts-undone.ts';

const person = (role: Role, accountId: string = role, communeIds: number[] = []): Actor => ({
  accountId,
  role,
  reach: REACH[role],
  communeIds,
});
const [ANALYST, COORDINATOR, LEADER] = [person('analyst'), person('coordinator'), person('leader')];

/** A recurrence that an inspector reported and an analyst confirmed, and a suspicion that an officer raised. */
const MADE: Fact[] = [
  {
    name: 'recurrence 7 on 2026-10-01',
    makers: ['inspector', 'analyst'],
    lastBy: 'analyst',
    lastAt: '2026-10-01T03:00:00.000Z',
    counted: true,
    measured: ['leader', 'officer'],
  },
  {
    name: 'suspicion 8',
    makers: ['officer'],
    lastBy: 'officer',
    lastAt: '2026-10-02T03:00:00.000Z',
    counted: true,
    measured: ['leader', 'officer'],
  },
];
const [RECURRENCE = '', SUSPICION = ''] = MADE.map(({ name }) => name);

describe('the judge of the property of undoing', () => {
  const said = (gone: string, persons: Actor[], now = '2026-11-24T03:00:00.000Z') =>
    undoneAlone(
      MADE,
      MADE.filter(({ name }) => name !== gone),
      { act: 'an act', persons, now },
    );

  it.each([
    ['one who is measured', [LEADER]],
    ['one who answers for the plan', [COORDINATOR]],
    ['one whom nobody measures', [ANALYST]],
    ['one person twice', [ANALYST, ANALYST]],
    ['two whom figures measure', [LEADER, COORDINATOR]],
    [
      'two of whom the one not measured is measured too',
      [COORDINATOR, person('analyst', 'leader')],
    ],
  ])('refuses a history in which what two made is undone by %s', (_, persons) => {
    expect(said(RECURRENCE, persons)).toEqual([expect.stringContaining(RECURRENCE)]);
  });

  it('lets two undo what two made, of whom one is not measured', () => {
    expect(said(RECURRENCE, [COORDINATOR, ANALYST])).toEqual([]);
  });

  it('lets the author of the last word take a slip back within the hour, and not after', () => {
    expect(said(RECURRENCE, [ANALYST], '2026-10-01T03:59:00.000Z')).toEqual([]);
    expect(said(RECURRENCE, [ANALYST], '2026-10-01T04:01:00.000Z')).toHaveLength(1);
  });

  it('lets one who is not measured decide on a suspicion, and nobody whom it measures', () => {
    expect(said(SUSPICION, [ANALYST])).toEqual([]);
    expect(said(SUSPICION, [LEADER])).toHaveLength(1);
  });

  it('refuses a rule that one changed, and a limit that only those lift whom it limits', () => {
    const rule = { name: 'rule: check schedule is 30, 180', about: null };
    const limit = { name: 'leader may not settings:manage', about: 'leader' };
    const of = (persons: Actor[]) => undoneInOffice([rule, limit], [], { act: 'an act', persons });
    expect(of([COORDINATOR])).toHaveLength(2);
    expect(of([COORDINATOR, ANALYST])).toEqual([]);
    expect(of([LEADER, LEADER])).toHaveLength(2);
  });
});

describe('the judge of the gamer', () => {
  const figures = (good: number, late = 0, relative = false): Figures =>
    new Map([['tips: rate of 00070', { good, marks: { late, own: 3 }, of: '00070', relative }]]);
  const excuse = (
    after: Figures,
    persons: Actor[],
    asked: { work?: boolean } = {},
    before = figures(0.5),
  ): (Excuse | null)[] =>
    betteredBy(
      before,
      after,
      {
        operation: 'POST /api/tips/{id}/handle',
        sent: [],
        accepted: true,
        asked: { path: '', body: {}, ...asked },
        persons,
      },
      new Map([
        [1, '00070'],
        [2, '00082'],
      ]),
    ).map((one) => one.excuse);

  it('finds a figure that one person bettered with nothing beside it', () => {
    expect(excuse(figures(0.6), [LEADER])).toEqual([null]);
  });

  it('finds two people of the commune who better it together, but not one of it and one of another', () => {
    const [own, other] = [1, 2].map((id) => person('officer', `officer of ${id}`, [id]));
    const leader = person('leader', 'leader of 1', [1]);
    expect(excuse(figures(0.6), [leader, own ?? leader])).toEqual([null]);
    expect(excuse(figures(0.6), [leader, other ?? leader])).toEqual(['a second person']);
  });

  it('minds neither a figure that stayed nor one that got worse', () => {
    expect(excuse(figures(0.5, 1), [LEADER])).toEqual([]);
    expect(excuse(figures(0.4), [LEADER])).toEqual([]);
  });

  it('excuses a ratio that got better by what another commune said of itself, and by nothing else', () => {
    const [own, other] = [1, 2].map((id) => person('leader', `leader of ${id}`, [id]));
    const of = (by: Actor | undefined, relative: boolean) =>
      excuse(figures(0.6, 0, relative), [by ?? LEADER], {}, figures(0.5, 0, relative));
    expect(of(other, true)).toEqual(['news of another commune']);
    expect([of(own, true), of(COORDINATOR, true), of(other, false)]).toEqual([
      [null],
      [null],
      [null],
    ]);
  });

  it('excuses work of the day, a second person of the city, and a mark that has grown', () => {
    expect(excuse(figures(0.6), [LEADER], { work: true })).toEqual(['work of the day']);
    expect(excuse(figures(0.6), [LEADER, COORDINATOR])).toEqual(['a second person']);
    expect(excuse(figures(0.6, 1), [LEADER])).toEqual(['a mark']);
  });
});
