import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PlanList, PlanView } from '#server/contract/plan.ts';
import type { ReportFigures, ReportView } from '#server/contract/report.ts';
import { say } from '#tests/support/points/handover-words.ts';
import { handoverAsked, okPoint, people } from '#tests/support/points/register-acts.ts';
import { addSeconds, withSecond } from '#tests/support/points/proposal-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

/**
 * Counted by hand in data/demo from 24 November 2026 on: October runs from 15 September to 14 October,
 * 70 to 41 days before; the month before from 101 to 71 days before.
 */
describe('reports of the demonstration', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp({ demo: true });
  });
  afterAll(() => test.close());

  const read = async (more: string): Promise<ReportView> => {
    const coordinator = await test.as('coordinator');
    const answer = await coordinator.get(`/api/reports/period?year=2026&${more}`);
    expect(answer.status).toBe(200);
    return answer.json();
  };

  it('say of a ward’s October what a hand counts in the story', async () => {
    const { current } = await read('kind=month&number=10&commune=00070');
    expect(current.figures).toEqual<ReportFigures>({
      // hk2 (eliminated 22 days before), hk3 (31), hk7 and due (6) were still active then.
      points_active: 4,
      // hk5, 47 days before; it was handed over later.
      points_eliminated: 1,
      // hk1, hk4, hk6, hk8, and hk9, which came back only 18 days before.
      points_handed_over: 5,
      points_recurring: 0,
      // hk7, recognised 64 days before.
      new_points: 1,
      eliminations: 1,
      recurrences: 0,
      handovers_confirmed: 0,
      handovers_refused: 0,
      handovers_pending: 0,
      // hk6, 60 days before.
      checks_done: 1,
      checks_with_signs: 0,
      // Tip t11 tells of the 61st day before, 14 metres from hk6; nobody has concluded it.
      signals_raised: 1,
      signals_confirmed: 0,
      signals_rejected: 0,
      signals_open: 1,
      // t11, handled in eight days; t14 came on the 40th.
      tips_received: 1,
      tips_on_time: 1,
      // Its officer took it in and closed it.
      tips_own: 1,
      tips_late: 0,
      // With the position of its telephone.
      checks_seen: 1,
      tips_awaiting_paper: 0,
      tips_entered_late: 0,
      acts_entered_late: 0,
    });
    expect(current.before).toMatchObject({
      points_active: 4,
      points_eliminated: 0,
      points_handed_over: 5,
      // due: 95 days before. hk6: eliminated 96, confirmed 84, looked at 80 days before.
      new_points: 1,
      eliminations: 1,
      handovers_confirmed: 1,
      checks_done: 1,
    });
    expect(current.recurred).toEqual([]);
  });

  it('say of the city’s October what a hand counts in the story', async () => {
    const { current } = await read('kind=month&number=10');
    expect(current.figures).toEqual<ReportFigures>({
      points_active: 17,
      // hk5, cn2, p13, p27, p41.
      points_eliminated: 5,
      points_handed_over: 28,
      // bus (41 days before), p15 (55) and p43 (65).
      points_recurring: 3,
      // hk7 and p12.
      new_points: 2,
      // hk5 and cn2.
      eliminations: 2,
      recurrences: 3,
      // The street through five communes counts five times; p20, p34 and p48 once each.
      handovers_confirmed: 8,
      handovers_refused: 0,
      handovers_pending: 0,
      // hk6 and cn2.
      checks_done: 2,
      checks_with_signs: 0,
      signals_raised: 1,
      signals_confirmed: 0,
      signals_rejected: 0,
      signals_open: 1,
      // t5, t11 and t13, of which t11 was done by then and t13 passed on.
      tips_received: 3,
      tips_on_time: 2,
      tips_own: 1,
      tips_late: 0,
      // The other is only stated.
      checks_seen: 1,
      tips_awaiting_paper: 0,
      tips_entered_late: 0,
      acts_entered_late: 0,
    });
    expect(current.recurred.map(({ on }) => on)).toEqual([
      '2026-09-20',
      '2026-09-30',
      '2026-10-14',
    ]);
    // Commune by commune the events add up to the city's.
    for (const figure of ['new_points', 'eliminations', 'recurrences', 'checks_done'] as const) {
      const sum = current.communes.reduce((total, { figures }) => total + figures[figure], 0);
      expect([figure, sum]).toEqual([figure, current.figures[figure]]);
    }
  });

  it('say of the first half and the whole of the year what their months say together', async () => {
    const months = await Promise.all(
      Array.from({ length: 12 }, (_, at) => read(`kind=month&number=${at + 1}`)),
    );
    const sum = (upTo: number, figure: keyof ReportFigures) =>
      months.slice(0, upTo).reduce((total, { current }) => total + current.figures[figure], 0);
    const half = (await read('kind=half_year&number=1')).current.figures;
    const year = (await read('kind=year&number=1')).current.figures;
    for (const figure of ['new_points', 'eliminations', 'recurrences', 'checks_done'] as const) {
      expect([figure, half[figure]]).toEqual([figure, sum(6, figure)]);
      expect([figure, year[figure]]).toEqual([figure, sum(12, figure)]);
    }
  });
});

describe('a tip that nobody has handled', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  it('is late from the evening after its due day, and not while it waits for others', async () => {
    const coordinator = await test.as('coordinator');
    const late = async (dueOn: string, suspended: boolean) => {
      await test.database.sql`delete from tip`;
      await test.database.sql`
        insert into tip (
          kind, channel, commune_id, received_on, received_by, recorded_at, due_on, stated_due_on,
          suspended
        )
        select
          'feedback', 'hotline', id, '2026-09-20', ${coordinator.account?.accountId ?? ''},
          '2026-09-20T03:00:00Z', ${suspended ? null : dueOn}, ${suspended ? null : dueOn}, ${suspended}
        from commune order by code limit 1`;
      const answer = await coordinator.get('/api/reports/period?year=2026&kind=month&number=10');
      return ((await answer.json()) as ReportView).current.figures.tips_late;
    };
    // October ends on the 14th.
    expect(await late('2026-10-14', false)).toBe(0);
    expect(await late('2026-10-13', false)).toBe(1);
    expect(await late('2026-10-13', true)).toBe(0);
  });
});

describe('a hand-over that was withdrawn', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp({ now: '2026-03-20T03:00:00.000Z' });
  });
  afterAll(() => test.close());

  it('waits at the end of each period before that of its withdrawal', async () => {
    const by = await people(test);
    const asked = await handoverAsked(by);
    test.clock.set('2026-04-20T03:00:00.000Z');
    const reason = 'Ghi nhầm biên bản';
    const documentNumber = '34/CV-CAP';
    const body = { effectiveOn: '2026-04-20', documentNumber, reason };
    await okPoint(await say(by.coordinator, asked, 'withdraw', body));
    test.clock.set('2026-06-20T03:00:00.000Z');
    // March ends on 14 March, April on 14 April, May on 14 May.
    const pending = async (month: number) => {
      const path = `/api/reports/period?year=2026&kind=month&number=${month}`;
      const view = (await (await by.coordinator.get(path)).json()) as ReportView;
      return view.current.figures.handovers_pending;
    };
    expect([await pending(3), await pending(4), await pending(5)]).toEqual([1, 1, 0]);
  });
});

describe('the targets of a report', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ now: '2026-06-20T03:00:00.000Z' });
  });
  afterAll(() => test.close());

  it('are those of a plan whose paper is signed, and none of a draft', async () => {
    const coordinator = await test.as('coordinator');
    const targets = async () => {
      const answer = await coordinator.get('/api/reports/period?year=2026&kind=month&number=5');
      expect(answer.status).toBe(200);
      return ((await answer.json()) as ReportView).current.targets;
    };
    const { items }: PlanList = await (await coordinator.get('/api/plans')).json();
    const copy = { from: items[0]?.id, year: 2026 };
    const plan: PlanView = await (await coordinator.post('/api/plans/copies', copy)).json();
    expect(plan.state).toBe('draft');
    expect(await targets()).toEqual([]);
    const paper = { number: '07/KH-UBND', signedOn: '2026-01-07', signerTitle: 'Phó Chủ tịch' };
    const alone = await coordinator.post(`/api/plans/${plan.id}/issue`, paper);
    addSeconds(coordinator, [await test.as('analyst')]);
    const signing = { kind: 'plan_issue', planId: plan.id, act: paper };
    expect((await withSecond(coordinator, alone, signing)).status).toBe(200);
    const signed = await targets();
    expect(signed).toHaveLength(plan.indicators.length);
    expect(new Set(signed.map((one) => one.plan))).toEqual(new Set(['07/KH-UBND']));
  });
});
