import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PlanList, PlanView } from '#server/contract/plan.ts';
import { withSecond } from '#tests/support/points/proposal-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  act,
  active,
  handedOver,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const PAPER = { number: '07/KH-UBND', signedOn: '2026-01-07', signerTitle: 'Phó Chủ tịch UBND' };
const RESULT = {
  code: 'residents_informed',
  commune: null as string | null,
  firstOn: '2025-12-15',
  lastOn: '2026-06-14',
  amount: 900,
  outOf: null as number | null,
  documentNumber: '11/BC-SYT',
  reason: null as string | null,
};

describe('plan targets', () => {
  let test: TestApp;
  let by: People;
  let plan46: PlanView;
  let plan: PlanView;

  beforeAll(async () => {
    test = await createTestApp({ now: '2026-06-20T03:00:00.000Z' });
    by = await people(test);
    const { items }: PlanList = await (await by.coordinator.get('/api/plans')).json();
    plan46 = await (await by.coordinator.get(`/api/plans/${items[0]?.id}`)).json();
  });
  afterAll(() => test.close());

  const send = (client: TestClient, verb: string, body: unknown, id = plan.id) =>
    client.post(`/api/plans/${id}/${verb}`, body);
  /** Sends what takes two, and lets the second person confirm it; gives the plan. */
  const byTwo = async (
    kind: string,
    verb: string,
    act: object,
    more: { client?: TestClient; id?: number } = {},
  ) => {
    const { client = by.coordinator, id = plan.id } = more;
    const answer = await send(client, verb, act, id);
    const again = () => client.get(`/api/plans/${id}`);
    return withSecond(client, answer, { kind, planId: id, act }, again);
  };
  const ok = async (answer: Response): Promise<PlanView> => {
    const body: unknown = await answer.json();
    expect([answer.status, body]).toEqual([200, expect.anything()]);
    return body as PlanView;
  };
  const of = (view: PlanView, code: string) => {
    const found = view.indicators.find((indicator) => indicator.code === code);
    if (found === undefined) throw new Error(`no indicator ${code}`);
    return found;
  };

  it('begin with Plan 46/KH-UBND of 2024, all its figures, and what 100 % was of', () => {
    expect(plan46).toMatchObject({
      number: '46/KH-UBND',
      signedOn: '2024-02-05',
      state: 'issued',
      asOf: '2024-12-14',
    });
    const figures = Object.fromEntries(plan46.indicators.map(({ code, target }) => [code, target]));
    expect(figures).toEqual({
      residents_informed: 2_000,
      business_people_informed: 3_460,
      informed_at_inspections: 2_460,
      owners_trained: 500,
      staff_trained: 500,
      zone_workers_informed: 25_000,
      pupils_informed: 37_800,
      students_informed: 55_500,
      vocational_students_informed: 34_000,
      districts_with_plan: 1,
      communes_with_plan: 1,
      communes_with_model: 1,
      tips_handled: 1,
      new_points: 0,
      recurrences: 0,
      businesses_inspected: 2_460,
      points_eliminated: 3,
      points_kept: 1,
    });
    const parts = plan46.indicators.filter(({ partOf }) => partOf === 'business_people_informed');
    expect(parts.reduce((sum, { target }) => sum + (target ?? 0), 0)).toBe(3_460);
    const learners = ['pupils_informed', 'students_informed', 'vocational_students_informed'];
    expect(learners.reduce((sum, code) => sum + (figures[code] ?? 0), 0)).toBe(127_300);
    const amounts = of(plan46, 'communes_with_plan').denominators.map(({ amount }) => amount);
    expect(amounts).toEqual([579, 526, 126]);
  });

  it('of a year gone by are met or missed, and where nothing arose it says so', () => {
    expect(of(plan46, 'recurrences').progress).toMatchObject({ state: 'met', amount: 0 });
    expect(of(plan46, 'tips_handled').progress).toMatchObject({
      state: 'none_arisen',
      share: null,
    });
    expect(of(plan46, 'residents_informed').progress.state).toBe('no_data');
    expect(of(plan46, 'points_kept').progress.state).toBe('no_data');
    expect(of(plan46, 'communes_with_model').progress.outOf).toBe(579);
  });

  it('of the next year begin as a copy that nobody else sees until its paper is signed', async () => {
    plan = await ok(
      await by.coordinator.post('/api/plans/copies', { from: plan46.id, year: 2026 }),
    );
    expect(plan).toMatchObject({
      state: 'draft',
      number: null,
      firstOn: '2025-12-15',
      lastOn: '2026-12-14',
      copiedFrom: '46/KH-UBND',
    });
    expect(plan.title).toContain('2026');
    expect(plan.indicators).toHaveLength(18);
    expect(of(plan, 'communes_with_plan').denominators).toMatchObject([{ amount: 126 }]);
    await expectProblem(await by.analyst.get(`/api/plans/${plan.id}`), 'plan.not_found');
    await expectProblem(
      await by.coordinator.post('/api/plans/copies', { from: 999_999, year: 2026 }),
      'plan.not_found',
    );
    for (const client of [by.analyst, by.leader]) {
      const copy = await client.post('/api/plans/copies', { from: plan46.id, year: 2027 });
      await expectProblem(copy, 'permission.denied');
    }
    await expectProblem(await send(by.coordinator, 'results', RESULT), 'plan.draft');
  });

  it('are written while they are a draft, and never after', async () => {
    const { id: _, ...text } = of(plan, 'residents_informed');
    const write = {
      ...text,
      target: 5_300,
      denominator: { validFrom: '2026-01-01', amount: 8, unit: 'người', source: 'Để thử' },
      points: [],
    };
    const changed = await ok(await send(by.coordinator, 'indicators', write));
    expect(of(changed, 'residents_informed')).toMatchObject({ target: 5_300, position: 1 });
    const bad = (more: object) => send(by.coordinator, 'indicators', { ...write, ...more });
    await expectProblem(await bad({ comparator: 'none' }), 'plan.target_mismatch');
    await expectProblem(await bad({ shape: 'share', target: 2 }), 'plan.target_mismatch');
    await expectProblem(await bad({ partOf: 'not_there' }), 'plan.indicator_not_found');
    await expectProblem(await bad({ note: 'Hỏi ông Nguyễn Văn Minh' }), 'text.personal_data');
    await expectProblem(
      await bad({ points: [{ code: 'DP-99999', aim: 'keep' }] }),
      'point.not_found',
    );
    await expectProblem(await send(by.leader, 'indicators', write), 'permission.denied');
    const issue = (more: object = {}, id = plan.id) =>
      byTwo('plan_issue', 'issue', { ...PAPER, ...more }, { id });
    await expectProblem(await send(by.coordinator, 'issue', PAPER), 'proposal.needed');
    await expectProblem(await issue({ signedOn: '2027-01-01' }), 'plan.signed_in_future');
    await expectProblem(await issue({ number: '12/TM-UBND' }), 'text.secret_marking');
    plan = await ok(await issue());
    expect(plan).toMatchObject({ state: 'issued', ...PAPER });
    await expectProblem(await issue(), 'plan.issued');
    await expectProblem(await send(by.coordinator, 'indicators', write), 'plan.issued');
    const twin = await ok(
      await by.coordinator.post('/api/plans/copies', { from: plan.id, year: 2026 }),
    );
    await expectProblem(await issue({}, twin.id), 'plan.year_taken');
    await expectProblem(await send(by.coordinator, 'issue', PAPER, 999_999), 'plan.not_found');
  });

  it('change by a paper of their own; what was first asked stays readable', async () => {
    const change = { code: 'residents_informed', target: 6_000, reason: 'Bổ sung khu công nghiệp' };
    const paper = { ...PAPER, number: '90/KH-UBND', changes: [change] };
    const amend = (more: object = {}, client = by.coordinator) =>
      byTwo('plan_targets', 'amendments', { ...paper, ...more }, { client });
    await expectProblem(
      await amend({ changes: [{ ...change, code: 'not_there' }] }),
      'plan.indicator_not_found',
    );
    await expectProblem(
      await amend({ changes: [{ ...change, code: 'tips_handled' }] }),
      'plan.target_mismatch',
    );
    await expectProblem(await amend({ signedOn: '2027-01-01' }), 'plan.signed_in_future');
    await expectProblem(await amend({}, by.analyst), 'permission.denied');
    const amended = await ok(await amend());
    expect(of(amended, 'residents_informed')).toMatchObject({ target: 6_000, firstTarget: 5_300 });
    expect(amended.amendments).toMatchObject([{ number: '90/KH-UBND', changes: [change] }]);
    await expectProblem(await amend(), 'plan.year_taken');
  });

  it('are allotted so that the shares make the whole, or the reason is said', async () => {
    const shares = [
      { commune: '00070', amount: 3_500 },
      { commune: '09700', amount: 2_400 },
    ];
    const body = { code: 'residents_informed', shares, documentNumber: null, reason: null };
    const allot = (more: object = {}, client = by.coordinator) =>
      byTwo('plan_allotment', 'allotments', { ...body, ...more }, { client });
    const alone = { ...body, reason: 'Còn 100 người giao sau khi rà soát' };
    await expectProblem(await send(by.coordinator, 'allotments', alone), 'proposal.needed');
    const { parameters } = await expectProblem(await allot(), 'plan.allotment_differs');
    expect(parameters).toEqual({ total: 5_900, target: 6_000 });
    await expectProblem(await allot({ shares: [...shares, shares[0]] }), 'plan.commune_twice');
    await expectProblem(
      await allot({ shares: [{ commune: '99999', amount: 1 }] }),
      'commune.not_found',
    );
    await expectProblem(await allot({ code: 'tips_handled' }), 'plan.target_mismatch');
    await expectProblem(await allot({}, by.leader), 'permission.denied');
    const left = await ok(await allot({ reason: 'Còn 100 người giao sau khi rà soát' }));
    expect(of(left, 'residents_informed').allotment).toMatchObject({
      total: 5_900,
      target: 6_000,
      version: 1,
    });
    const full = [shares[0], { commune: '09700', amount: 2_500 }];
    const whole = await ok(await allot({ shares: full, reason: 'Không còn cần lý do' }));
    expect(of(whole, 'residents_informed').allotment).toMatchObject({ version: 2, reason: null });
  });

  it('show a commune its own share, and nobody else’s', async () => {
    const seen = await ok(await by.leader.get(`/api/plans/${plan.id}`));
    expect(seen.scope).toBe('communes');
    const { allotment, progress } = of(seen, 'residents_informed');
    expect(allotment?.shares.map(({ commune }) => commune.code)).toEqual(['00070']);
    expect(progress.target).toBe(3_500);
    await expectProblem(await by.planner.get(`/api/plans/${plan.id}`), 'permission.denied');
    await expectProblem(await test.anonymous.get('/api/plans'), 'session.missing');
    await expectProblem(await by.planner.get('/api/plans'), 'permission.denied');
    await expectProblem(await test.anonymous.get(`/api/plans/${plan.id}`), 'session.missing');
  });

  it('take results by period and paper, corrected with a reason, never twice for one time', async () => {
    const enter = (more: object = {}, client: TestClient = by.leader) =>
      send(client, 'results', { ...RESULT, commune: '00070', ...more });
    const first = await ok(await enter());
    expect(of(first, 'residents_informed').progress).toMatchObject({ amount: 900, target: 3_500 });
    await expectProblem(await enter(), 'plan.reason_required');
    const corrected = await ok(await enter({ amount: 950, reason: 'Cộng thiếu một buổi' }));
    expect(of(corrected, 'residents_informed').progress.amount).toBe(950);
    const overlapping = { firstOn: '2026-06-01', lastOn: '2026-06-18' };
    await expectProblem(await enter(overlapping), 'plan.result_overlaps');
    await expectProblem(await enter({ firstOn: '2025-12-01' }), 'plan.result_outside');
    await expectProblem(
      await enter({ firstOn: '2026-06-15', lastOn: '2026-07-14' }),
      'lifecycle.future_date',
    );
    await expectProblem(await enter({ code: 'recurrences' }), 'plan.computed');
    await expectProblem(await enter({ code: 'not_there' }), 'plan.indicator_not_found');
    await expectProblem(await enter({ commune: '09700' }), 'plan.other_commune');
    await expectProblem(await enter({ commune: null }), 'plan.other_commune');
    await expectProblem(await enter({ commune: '99999' }), 'commune.not_found');
    await expectProblem(await enter({}, by.analyst), 'permission.denied');
    const share = { code: 'communes_with_plan', commune: null, amount: 120 };
    await expectProblem(await enter(share, by.coordinator), 'plan.more_than_whole');
    const counted = await ok(await enter({ ...share, outOf: 126 }, by.coordinator));
    expect(of(counted, 'communes_with_plan').progress).toMatchObject({ amount: 120, outOf: 126 });
  });

  it('are counted by the register where it can: each recurrence ends "none"', async () => {
    const before = await ok(await by.coordinator.get(`/api/plans/${plan.id}`));
    expect(of(before, 'recurrences').progress).toMatchObject({ state: 'on_pace', amount: 0 });
    const point = await handedOver(by, { officialName: 'Điểm sẽ tái hoạt động' });
    await active(by, { officialName: 'Điểm mới' });
    await act(by.analyst, point, 'mark-recurring', {
      effectiveOn: '2026-04-01',
      grounds: 'Kiểm tra thực tế xác định hoạt động trở lại.',
    });
    const after = await ok(await by.coordinator.get(`/api/plans/${plan.id}`));
    expect(of(after, 'recurrences').progress).toMatchObject({ state: 'missed', amount: 1 });
    expect(of(after, 'new_points').progress).toMatchObject({ state: 'missed', amount: 2 });
    expect(of(after, 'points_eliminated').progress).toMatchObject({ amount: 1, target: 3 });
    const elsewhere = await ok(await by.otherLeader.get(`/api/plans/${plan.id}`));
    expect(of(elsewhere, 'recurrences').progress).toMatchObject({ state: 'on_pace', amount: 0 });
  });
});
