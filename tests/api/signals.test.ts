import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { TipReceipt } from '#server/contract/tip.ts';
import { matchWaiting } from '#server/features/signals/match-commands.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { act, active, okPoint, people, type People } from '#tests/support/points/register-acts.ts';
import { east, signalActs } from '#tests/support/signals/signal-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let test: TestApp;
let by: People;
let acts: ReturnType<typeof signalActs>;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  acts = signalActs(by);
});
afterAll(() => test.close());

describe('a tip with a place', () => {
  it('becomes a suspicion at the closed place that it speaks of, and says why in numbers', async () => {
    const { point, signal } = await acts.suspected({ category: 'KS' });
    expect(signal).toMatchObject({
      pointId: point.id,
      state: 'suspected',
      origin: 'reported',
      occurredOn: '2026-06-01',
      eventDayKnown: true,
      category: 'KS',
      match: {
        grade: 'near',
        radiusMetres: 30,
        closedOn: '2026-03-01',
        daysSinceClosure: 92,
        category: 'same_group',
        named: false,
        outside: null,
      },
    });
    expect(signal.match?.distanceMetres).toBeCloseTo(12, 0);
    // Nobody wrote down the error of the place: 15 m hold; √(10² + 15²).
    expect(signal.match?.uncertaintyMetres).toBeCloseTo(18.03, 1);
    const now = await acts.pointNow(by.analyst, point.id);
    expect(now.status).toBe('handed_over');
    expect(now.flags).toContain('suspected');
    expect(now.recurrences).toBe(0);
    expect(now.events[0]).toMatchObject({
      kind: 'recurrence_suspected',
      actorRole: 'system',
      effectiveOn: '2026-06-01',
    });
  });

  it('says nothing as a signal to those who may not read tips, while they see what it raised', async () => {
    const { point, signal } = await acts.suspected();
    const inspector = await test.as('inspector');
    // Within an inspector's reach.
    await test.database.sql`
      update point set proposed_by = ${inspector.account?.accountId ?? ''} where id = ${point.id}`;
    for (const reader of [by.planner, inspector]) {
      await expectProblem(await reader.get(`/api/signals/${signal.id}`), 'signal.not_found');
      expect(await acts.page(reader, 'limit=500')).toMatchObject({ items: [], total: 0 });
      const seen = await acts.pointNow(reader, point.id);
      expect(seen).toMatchObject({ signals: [], flags: expect.arrayContaining(['suspected']) });
    }
    const coordinator = await acts.detail(by.coordinator, signal.id);
    expect(coordinator.tipCode).toBe(signal.tipCode);
  });

  it('is the same premises within ten metres, and never so when it is known to a hundred only', async () => {
    const at = acts.spot();
    await acts.closedAt(at);
    const [exact, vague] = [
      await acts.tell(east(at, 5)),
      await acts.tell(east(at, 5), { locationErrorMetres: 100 }),
    ];
    expect((await acts.signalOf(exact.id)).match?.grade).toBe('exact');
    expect((await acts.signalOf(vague.id)).match?.grade).toBe('near');
  });

  it('in the ring is possible displacement: no suspicion, no flag, not in the list of suspicions', async () => {
    const at = acts.spot();
    const point = await acts.closedAt(at);
    const tip = await acts.tell(east(at, 60));
    const signal = await acts.signalOf(tip.id);
    expect(signal).toMatchObject({
      state: 'vicinity',
      pointId: null,
      match: { grade: 'vicinity' },
    });
    const now = await acts.pointNow(by.analyst, point.id);
    expect(now.flags).not.toContain('suspected');
    expect(now.signals.map(({ id }) => id)).toEqual([signal.id]);
    await expectProblem(await acts.decide(by.analyst, signal, 'confirm'), 'signal.no_suspicion');
    await expectProblem(await acts.decide(by.analyst, signal, 'reject'), 'signal.no_suspicion');
    await expectProblem(await acts.decide(by.leader, signal, 'appeal'), 'signal.no_suspicion');
  });

  it('about something before the closure, of another kind, or far away is kept and suspects nobody', async () => {
    const at = acts.spot();
    const point = await acts.closedAt(at);
    const tips = [
      await acts.tell(at, { receivedOn: '2026-06-02', occurredOn: '2026-02-20' }),
      await acts.tell(at, { category: 'CC-CV' }),
      await acts.tell(at, { occurredOn: '2026-03-08' }),
    ];
    for (const tip of tips) {
      expect(await acts.signalOf(tip.id)).toMatchObject({ state: 'unmatched', match: null });
    }
    expect((await acts.pointNow(by.analyst, point.id)).flags).not.toContain('suspected');
  });

  it('without a day of its own takes that of its receipt, and says so', async () => {
    const { signal } = await acts.suspected({ occurredOn: null });
    expect(signal).toMatchObject({ occurredOn: '2026-06-02', eventDayKnown: false });
  });

  it('that came before the closure was recorded speaks of it once it is', async () => {
    const at = acts.spot();
    const point = await active(by, { geometry: { type: 'Point', coordinates: at } });
    // The first day after the days of grace.
    const tip = await acts.tell(at, { occurredOn: '2026-03-09' });
    expect((await acts.signalOf(tip.id)).state).toBe('unmatched');
    const open = await acts.pointNow(by.analyst, point.id);
    const closed = await act(by.analyst, open, 'eliminate', { effectiveOn: '2026-03-01' });
    expect(closed.flags).toContain('suspected');
    expect(closed).toEqual(await acts.pointNow(by.analyst, point.id));
    expect(await acts.signalOf(tip.id)).toMatchObject({ state: 'suspected', pointId: point.id });
  });

  it('told late about an earlier closure finds it, and can be rejected but opens no further cycle', async () => {
    const at = acts.spot();
    const closed = await acts.closedAt(at);
    const again = await act(by.analyst, closed, 'mark-recurring', {
      effectiveOn: '2026-09-01',
      grounds: 'Kiểm tra thấy hoạt động trở lại.',
    });
    expect(again).toMatchObject({ status: 'recurring', cycle: 2 });
    const tip = await acts.tell(at, { occurredOn: '2026-06-01' });
    const signal = await acts.signalOf(tip.id);
    expect(signal).toMatchObject({
      state: 'suspected',
      pointId: closed.id,
      match: { closedOn: '2026-03-01' },
    });
    const told = await acts.pointNow(by.analyst, closed.id);
    expect(told.events[0]).toMatchObject({ kind: 'recurrence_suspected', cycle: 1 });
    await expectProblem(await acts.decide(by.analyst, signal, 'confirm'), 'signal.earlier_cycle');
    const after = await okPoint(await acts.decide(by.analyst, signal, 'reject'));
    expect(after).toMatchObject({ status: 'recurring', cycle: 2 });
    // On the day on which it came back the place was open: nothing new is suspected of it.
    const onTheDay = await acts.tell(at, { occurredOn: '2026-09-01', receivedOn: '2026-09-02' });
    expect((await acts.signalOf(onTheDay.id)).state).toBe('unmatched');
  });

  it('is matched by the job when the moment of its receipt was missed', async () => {
    const at = acts.spot();
    await acts.closedAt(at);
    const tip = await acts.tell(at);
    await test.database.sql`delete from signal where tip_id = ${tip.id}`;
    expect(await matchWaiting(test.deps)).toBeGreaterThan(0);
    expect((await acts.signalOf(tip.id)).state).toBe('suspected');
    expect(await matchWaiting(test.deps)).toBe(0);
  });

  it('is seen by the commune whose place it is about, and by no other', async () => {
    const { signal } = await acts.suspected();
    expect((await acts.detail(by.leader, signal.id)).place?.code).toBe(signal.pointCode);
    await expectProblem(await by.otherLeader.get(`/api/signals/${signal.id}`), 'signal.not_found');
  });
});

describe('the list of signals', () => {
  it('goes on page by page in the order that is asked for, with the number of all', async () => {
    for (let row = 0; row < 3; row += 1) await acts.suspected();
    const walk = async (order: 'newest' | 'oldest') => {
      const seen: number[] = [];
      let cursor: string | null = '';
      for (; cursor !== null;) {
        const next = cursor === '' ? '' : `&cursor=${cursor}`;
        const query = `state=suspected&order=${order}&limit=2${next}`;
        const page = (await acts.page(by.analyst, query)) as Awaited<
          ReturnType<typeof acts.page>
        > & { next: string | null };
        seen.push(...page.items.map(({ id }) => id));
        expect(page.items.length).toBeLessThanOrEqual(2);
        expect(page.total).toBe(total);
        cursor = page.next;
      }
      return seen;
    };
    const { items, total } = await acts.page(by.analyst, 'state=suspected&limit=500');
    const ids = items.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(ids.length).toBe(total);
    expect(await walk('newest')).toEqual(ids);
    expect(await walk('oldest')).toEqual(ids.toReversed());
  });
});

describe('a decision', () => {
  it('shows beforehand what it would record, and on what it is made', async () => {
    const { point, signal } = await acts.suspected();
    const shown = await acts.detail(by.analyst, signal.id);
    expect(shown.place).toMatchObject({ id: point.id, status: 'handed_over', cycle: 1 });
    expect(shown.acts).toEqual({
      confirm: null,
      reject: null,
      new_point: null,
      undo: 'signal.not_decided',
      appeal: 'permission.denied',
      answer: 'signal.no_appeal',
    });
    expect(shown.replyDueOn).toBe('2026-12-08');
  });

  it('confirms: person, ground and day, the next cycle, and the commune’s clock for its reply', async () => {
    const { point, signal } = await acts.suspected();
    const now = await okPoint(await acts.decide(by.analyst, signal, 'confirm'));
    expect(now).toMatchObject({ status: 'recurring', cycle: 2, recurrences: 1 });
    expect(now.replies[0]).toMatchObject({ cycle: 2, dueOn: '2026-12-08' });
    const work = await by.leader.get('/api/worklist?kind=reply');
    const { items } = (await work.json()) as { items: { point: { id: number } }[] };
    expect(items.map((item) => item.point.id)).toContain(point.id);
  });

  it('is of one person: the other is told by whom and when', async () => {
    const { signal } = await acts.suspected();
    const answers = await Promise.all([
      acts.decide(by.analyst, signal, 'confirm'),
      acts.decide(by.otherAnalyst, signal, 'reject'),
    ]);
    const lost = answers.filter((answer) => !answer.ok);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(lost).toHaveLength(1);
    const problem = await expectProblem(lost[0] ?? Response.error(), 'signal.already_decided');
    expect(problem.parameters).toMatchObject({
      by: expect.stringMatching(/analyst/),
      at: test.clock.now(),
    });
  });

  it('is refused to who raised it, by the rule and by a constraint of its name', async () => {
    const at = acts.spot();
    await acts.closedAt(at);
    const response = await by.analyst.post('/api/tips', {
      kind: 'feedback',
      channel: 'hotline',
      receivedOn: '2026-06-02',
      position: at,
    });
    const { id } = (await response.json()) as TipReceipt;
    const signal = await acts.signalOf(id);
    await expectProblem(await acts.decide(by.analyst, signal, 'confirm'), 'signal.same_person');
    await expectProblem(await acts.decide(by.analyst, signal, 'reject'), 'signal.same_person');
    const name = { officialName: 'Nơi khác', category: 'NN' };
    await expectProblem(
      await acts.decide(by.analyst, signal, 'new-point', name),
      'signal.same_person',
    );
    await expect(
      test.database.sql`
        update signal
        set state = 'confirmed', decided_by = raised_by, decided_on = '2026-11-24'
        where id = ${signal.id}`,
    ).rejects.toMatchObject({ constraint_name: 'signal_decider_is_not_raiser' });
  });

  it('may be that it is another place: the suspicion is rejected and a point proposed in one breath', async () => {
    const { at, point, signal } = await acts.suspected();
    const named = { officialName: 'Quán minh họa bên cạnh', category: 'BAR' };
    await expectProblem(
      await acts.decide(by.analyst, signal, 'new-point', { ...named, category: 'ZZZ' }),
      'point.category_unknown',
    );
    expect((await acts.signalOf(signal.tipId ?? 0)).state).toBe('suspected');
    const made = await okPoint(await acts.decide(by.analyst, signal, 'new-point', named));
    expect(made).toMatchObject({ status: 'proposed', officialName: named.officialName });
    expect(made.anchor[0]).toBeCloseTo(east(at, 12)[0], 6);
    expect(await acts.detail(by.analyst, signal.id)).toMatchObject({
      state: 'rejected',
      newPointId: made.id,
    });
    expect((await acts.pointNow(by.analyst, point.id)).flags).not.toContain('suspected');
    await expectProblem(
      await acts.decide(by.analyst, signal, 'new-point', named),
      'signal.already_decided',
    );
  });

  it('that was overtaken by a new matching is refused', async () => {
    const { signal } = await acts.suspected();
    const stale = { ...signal, version: signal.version - 1 };
    await expectProblem(await acts.decide(by.analyst, stale, 'reject'), 'signal.changed_meanwhile');
  });
});
