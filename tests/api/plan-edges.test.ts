import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Comparison } from '#server/contract/comparison.ts';
import type { Overview } from '#server/contract/overview.ts';
import type { PlanList, PlanView } from '#server/contract/plan.ts';
import type { PreventionModel } from '#server/contract/prevention-model.ts';
import { withSecond } from '#tests/support/points/proposal-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { people, type People } from '#tests/support/points/register-acts.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const TODAY = '2026-06-20';
let test: TestApp;
let by: People;
/** A plan of this year whose paper is signed, with one target that another paper has changed. */
let plan: PlanView;

beforeAll(async () => {
  test = await createTestApp({ now: `${TODAY}T03:00:00.000Z` });
  by = await people(test);
  const [first] = (await listed()).items;
  plan = await written('copies', { from: first?.id, year: 2026 });
  const paper = { number: '07/KH-UBND', signedOn: TODAY, signerTitle: 'Phó Chủ tịch UBND' };
  const again = () => by.coordinator.get(`/api/plans/${plan.id}`);
  const signing = { kind: 'plan_issue', planId: plan.id, act: paper };
  const alone = await post(`${plan.id}/issue`, paper);
  plan = await okJson<PlanView>(withSecond(by.coordinator, alone, signing, again));
  const change = { code: 'residents_informed', target: 6_000, reason: 'Bổ sung khu công nghiệp' };
  const act = { ...paper, number: '90/KH', changes: [change] };
  const proposal = { kind: 'plan_targets', planId: plan.id, act };
  const refused = await post(`${plan.id}/amendments`, act);
  plan = await okJson<PlanView>(withSecond(by.coordinator, refused, proposal, again));
});
afterAll(() => test.close());

const listed = () => okJson<PlanList>(by.coordinator.get('/api/plans'));
const post = (verb: string, body: unknown, client = by.coordinator) =>
  client.post(`/api/plans/${verb}`, body);
const written = (verb: string, body: unknown) => okJson<PlanView>(post(verb, body));
const of = (view: PlanView, code: string) => view.indicators.find((one) => one.code === code);
const enter = (more: object) =>
  post(`${plan.id}/results`, {
    code: 'residents_informed',
    commune: null,
    firstOn: '2026-06-01',
    lastOn: TODAY,
    amount: 900,
    outOf: null,
    documentNumber: '11/BC-SYT',
    reason: null,
    ...more,
  });

it('an amendment is said of figures of its period, from the day of its confirmation', async () => {
  const compared = await by.analyst.get(`/api/analysis/comparison?from=2026-01-01&to=${TODAY}`);
  const { ruleChanges } = await okJson<Comparison>(compared);
  expect(ruleChanges).toEqual([{ rule: 'plan_targets', from: TODAY, origin: '90/KH' }]);
});

it('plans stand with the latest year first', async () => {
  expect((await listed()).items.map(({ year }) => year)).toEqual([2026, 2024]);
});

it('a copy begins with the targets as they were changed, and with no paper, results or reasons', async () => {
  const copy = await written('copies', { from: plan.id, year: 2027 });
  expect(of(copy, 'residents_informed')).toMatchObject({ target: 6_000, firstTarget: 6_000 });
  expect(copy).toMatchObject({ number: null, signedOn: null, amendments: [], state: 'draft' });
  expect(copy.copiedFrom).toBe('07/KH-UBND');
});

it('a result may reach up to today and over all of its whole, and has no reason the first time', async () => {
  const entered = await okJson<PlanView>(enter({ reason: 'Không cần' }));
  expect(of(entered, 'residents_informed')?.results).toMatchObject([
    { lastOn: TODAY, amount: 900, version: 1, reason: null, outOf: null },
  ]);
  const tomorrow = { firstOn: '2026-06-21', lastOn: '2026-06-21' };
  await expectProblem(await enter(tomorrow), 'lifecycle.future_date');
  await expectProblem(
    await enter({ firstOn: '2026-06-02', lastOn: '2026-06-01' }),
    'plan.result_outside',
  );
  const share = { code: 'communes_with_plan', amount: 126 };
  await expectProblem(await enter({ ...share, outOf: 125 }), 'plan.more_than_whole');
  const whole = await okJson<PlanView>(enter({ ...share, outOf: 126 }));
  expect(of(whole, 'communes_with_plan')?.progress).toMatchObject({ amount: 126, outOf: 126 });
  const [line] = await test.database.sql<{ detail: object }[]>`
    select detail from audit_entry where action = 'plan.result' order by seq desc limit 1`;
  expect(line?.detail).toMatchObject({ code: 'communes_with_plan', commune: null });
});

it('a figure of the city that its coordinator types alone says beside it that it was typed', async () => {
  const praised = async () => await okJson<Overview>(by.coordinator.get('/api/overview'));
  const before = await praised();
  const figure = { code: 'residents_informed', firstOn: '2026-05-01', lastOn: '2026-05-31' };
  const typed = of(await okJson<PlanView>(enter({ ...figure, amount: 50_000 })), figure.code);
  const { amount, stated, state } = typed?.progress ?? {};
  expect(state).toBe('met');
  expect(stated).toBe(amount);
  const after = await praised();
  expect(after.onPace).toBe(before.onPace + 1);
  expect(after.onPaceStated).toBe(before.onPaceStated + 1);
});

it('a content of the prevention model counts from its day on, today included, businesses for two of them', async () => {
  const record = (more: object) => {
    const answer = by.officer.post('/api/prevention-model', {
      commune: '00070',
      content: 4,
      runs: true,
      effectiveOn: TODAY,
      documentNumber: '15/KH-UBND',
      businesses: 42,
      ...more,
    });
    return okJson<PreventionModel>(answer);
  };
  expect(await record({})).toMatchObject({ running: 1, byContent: [0, 0, 0, 1, 0, 0, 0] });
  // What is entered later about an earlier day does not replace what holds today.
  expect(await record({ runs: false, effectiveOn: '2026-05-01' })).toMatchObject({ running: 1 });
  const all = await okJson<PreventionModel>(by.analyst.get('/api/prevention-model'));
  expect(all.communes[0]).toMatchObject({
    commune: { code: '00070' },
    contents: [{ content: 4, runs: true, effectiveOn: TODAY, businesses: 42 }],
  });
  expect(all.asOf).toBe(TODAY);
});

it('the papers of a plan are logged with their numbers', async () => {
  const lines = await test.database.sql<{ action: string; subject: string; detail: object }[]>`
    select action, concat(subject_kind, ' ', subject_id) as subject, detail
    from audit_entry where action like 'plan.%' order by seq limit 3`;
  const [first] = (await listed()).items.slice(-1);
  const subject = `plan ${plan.id}`;
  expect(lines).toEqual([
    { action: 'plan.copy', subject, detail: { from: first?.id, year: 2026 } },
    { action: 'plan.issue', subject, detail: { number: '07/KH-UBND' } },
    { action: 'plan.amend', subject, detail: { number: '90/KH' } },
  ]);
});

it('a run of a content of the prevention model is refused with the reason why', async () => {
  const body = {
    commune: '00070',
    content: 3,
    runs: true,
    effectiveOn: '2026-02-01',
    documentNumber: '15/KH-UBND',
    businesses: 42,
  };
  const record = (more: object = {}, client = by.officer) =>
    client.post('/api/prevention-model', { ...body, ...more });
  await expectProblem(await record({ content: 1 }), 'plan.counts_businesses_only');
  await expectProblem(await record({ content: 8 }), 'request.invalid');
  await expectProblem(await record({ commune: '09700' }), 'plan.other_commune');
  await expectProblem(await record({ commune: '99999' }), 'commune.not_found');
  await expectProblem(await record({ effectiveOn: '2027-01-01' }), 'lifecycle.future_date');
  await expectProblem(await record({ documentNumber: '3/M-UBND' }), 'text.secret_marking');
  await expectProblem(await record({}, by.analyst), 'permission.denied');
});
