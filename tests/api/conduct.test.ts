import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Comparison } from '#server/contract/comparison.ts';
import {
  CONDUCT_FIGURES,
  CONDUCT_PARTS,
  type Conduct,
  type ConductCase,
  type ConductCases,
  type ConductFigure,
  type ConductPart,
} from '#server/contract/conduct.ts';
import type { Overview } from '#server/contract/overview.ts';
import type { PlanList, PlanView } from '#server/contract/plan.ts';
import type { ReportView } from '#server/contract/report.ts';
import { annul, check } from '#tests/support/points/annul-acts.ts';
import {
  act,
  DOCUMENT,
  eliminated,
  handedOver,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { withSecond } from '#tests/support/points/proposal-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';
import { done, receive, step } from '#tests/support/signals/tip-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const TODAY = '2026-11-24';
const HERE = '00070';
const YEAR = { from: '2026-01-01', to: TODAY };
const POSITION = { position: [105.85, 21.032], accuracyMetres: 10 };

let test: TestApp;
let by: People;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  await fill();
});
afterAll(() => test.close());

/** Fills the register with looks of every kind, tips, a late answer, annulled acts and a changed schedule. */
async function fill() {
  const look = (client: TestClient, point: { id: number; version: number }, more = {}) =>
    act(client, point, 'checks', {
      result: 'no_sign',
      effectiveOn: TODAY,
      documentNumber: null,
      ...more,
    });
  const stated = await look(by.leader, await eliminated(by));
  await look(by.officer, stated, POSITION);
  await look(by.analyst, await eliminated(by));
  const paper = { effectiveOn: '2026-11-02', documentNumber: DOCUMENT, documentOn: '2026-11-02' };
  await look(by.leader, await handedOver(by), { ...paper, enteredAt: null });
  const mistaken = await check(by.leader, await eliminated(by), 'no_sign');
  // It lies in a second commune too, which does not lead it.
  await test.database.sql`
    insert into point_commune (point_id, commune_id, lead)
    select ${mistaken.id}, commune.id, false from commune where code = '09700'`;
  await annul(by.analyst, mistaken, 'checked');
  const back = await act(by.analyst, await handedOver(by), 'mark-recurring', {
    effectiveOn: '2026-10-01',
    grounds: 'Kiểm tra thấy có hoạt động.',
  });
  await annul(by.coordinator, back, 'recurrence_confirmed');
  await closedTip([by.officer, by.leader, by.leader]);
  await closedTip([by.officer, by.analyst, by.leader]);
  await closedTip([by.analyst, by.leader, by.leader]);
  await receive(by.leader);
  await test.database.sql`
    insert into setting (key, valid_from, value, origin, set_at)
    select key, ${TODAY}, value, 'Kế hoạch kiểm tra minh họa', now()
    from setting where key = 'check.schedule' limit 1`;
}

/** A tip that the first person takes in, the second verifies and the third closes, all on the day of entry. */
async function closedTip([taker, verifier, closer]: [TestClient, TestClient, TestClient]) {
  const { id } = await receive(taker);
  const today = { effectiveOn: TODAY, documentOn: null };
  await done(await step(verifier, { id, version: 1 }, 'verify', today));
  await done(await step(verifier, { id, version: 2 }, 'classify', { kind: 'feedback', ...today }));
  const outcome = { outcome: 'unsubstantiated', ...today };
  await done(await step(closer, { id, version: 3 }, 'handle', outcome));
}

const addressed = (asked: Record<string, string | number>) =>
  new URLSearchParams(Object.entries(asked).map(([key, value]) => [key, String(value)])).toString();
const conduct = async (client: TestClient, figure: ConductFigure, more = {}) =>
  okJson<Conduct>(await client.get(`/api/conduct?${addressed({ figure, ...YEAR, ...more })}`));
const casesOf = async (client: TestClient, figure: ConductFigure, part: ConductPart, more = {}) =>
  okJson<ConductCases>(
    await client.get(`/api/conduct/cases?${addressed({ figure, part, ...YEAR, ...more })}`),
  );
const named = ({ kind, id }: ConductCase) => `${kind} ${id}`;

describe('conduct beside a figure', () => {
  it('counts what was late, own, unseen, ruled and annulled of the looks behind recurrences', async () => {
    expect(await conduct(by.analyst, 'recurrences')).toEqual({
      figure: 'recurrences',
      period: YEAR,
      cases: 4,
      weighed: 4,
      looks: { seen: 2, stated: 2 },
      parts: { late: 1, own: 3, unseen: 2, ruled: 3, annulled: 2 },
      seenEnough: true,
    });
  });

  it('tells apart tips that a commune took in and closed itself, and those on which nobody else worked', async () => {
    const { cases, weighed, parts } = await conduct(by.analyst, 'tips');
    expect({ cases, weighed, own: parts.own, unseen: parts.unseen }).toEqual({
      cases: 4,
      weighed: 3,
      own: 2,
      unseen: 1,
    });
  });

  it('is of the reader’s communes alone, and another commune is refused', async () => {
    expect((await conduct(by.leader, 'register')).parts.own).toBeGreaterThan(0);
    const none = await conduct(by.otherLeader, 'register');
    expect([none.cases, ...Object.values(none.parts)]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await conduct(by.analyst, 'register', { commune: '09700' })).toMatchObject({ cases: 0 });
    for (const path of ['conduct?', 'conduct/cases?part=own&']) {
      const asked = (commune: string) =>
        `/api/${path}${addressed({ figure: 'tips', ...YEAR, commune })}`;
      await expectProblem(await by.otherLeader.get(asked(HERE)), 'analysis.other_commune');
      await expectProblem(await by.analyst.get(asked('99999')), 'commune.not_found');
      await expectProblem(await by.planner.get(asked(HERE)), 'permission.denied');
    }
  });

  it('leads from each number to as many different cases, whole and by pages, for every reader', async () => {
    let met = 0;
    for (const client of [by.analyst, by.leader, by.otherLeader]) {
      for (const figure of CONDUCT_FIGURES) {
        const { parts } = await conduct(client, figure);
        for (const part of CONDUCT_PARTS) {
          const whole = await casesOf(client, figure, part);
          const says = `${figure}, ${part}`;
          expect([says, whole.total, whole.items.length]).toEqual([says, parts[part], parts[part]]);
          expect(new Set(whole.items.map(named)).size).toBe(parts[part]);
          met += parts[part];
        }
      }
    }
    expect(met).toBeGreaterThan(20);
    const paged: string[] = [];
    for (let cursor: string | null = '0'; cursor !== null;) {
      const page: ConductCases = await casesOf(by.analyst, 'register', 'own', { cursor, limit: 2 });
      paged.push(...page.items.map(named));
      cursor = page.next;
    }
    const whole = await casesOf(by.analyst, 'register', 'own');
    expect(paged).toEqual(whole.items.map(named));
  });

  it('names in each case what it was', async () => {
    const [late] = (await casesOf(by.leader, 'recurrences', 'late')).items;
    expect(late).toMatchObject({ kind: 'look', act: 'checked', day: '2026-11-02', lateDays: 22 });
    const record = await okPoint(await by.leader.get(`/api/points/${late?.pointId}`));
    expect(record.events.find(({ id }) => id === late?.id)).toMatchObject({
      seen: false,
      late: { days: 22 },
    });
    const annulled = (await casesOf(by.analyst, 'recurrences', 'annulled')).items;
    const kinds = new Set(annulled.map(({ act: kind }) => kind));
    expect(kinds).toEqual(new Set(['checked', 'recurrence_confirmed']));
    const [own] = (await casesOf(by.analyst, 'tips', 'unseen')).items;
    expect(own).toMatchObject({ kind: 'tip', act: null, pointId: null, own: true, unseen: true });
  });

  it('counts a tip as only stated while its commune alone gave it another kind', async () => {
    const unseen = async () => (await conduct(by.analyst, 'tips')).parts.unseen;
    const today = { effectiveOn: TODAY, documentOn: null };
    const open = async (classifier: TestClient, kind: string) => {
      const { id } = await receive(by.analyst, { kind: 'crime_information' });
      await done(await step(by.analyst, { id, version: 1 }, 'verify', today));
      await done(await step(classifier, { id, version: 2 }, 'classify', { kind, ...today }));
    };
    const before = await unseen();
    await open(by.leader, 'crime_information');
    await open(by.analyst, 'crime_denunciation');
    expect(await unseen()).toBe(before);
    await open(by.leader, 'crime_denunciation');
    expect(await unseen()).toBe(before + 1);
  });

  it('stands in the comparison as both shares of the looks of each commune', async () => {
    const compared = await okJson<Comparison>(
      await by.leader.get(`/api/analysis/comparison?${addressed(YEAR)}`),
    );
    expect(compared.communes.map(({ looks }) => looks)).toEqual([{ seen: 2, stated: 2 }]);
  });
});

describe('praise', () => {
  const states = async () => {
    const { plan } = await okJson<Overview>(await by.coordinator.get('/api/overview'));
    const view = await okJson<PlanView>(await by.leader.get(`/api/plans/${plan?.id}`));
    const { progress } = view.indicators.find(({ code }) => code === 'recurrences') ?? {};
    const overview = await okJson<Overview>(await by.coordinator.get('/api/overview'));
    return { state: progress?.state, onPace: overview.onPace, notSeen: overview.notSeen };
  };

  it('is withheld in plan, overview and report once most cases are stated by the commune alone', async () => {
    const { items } = await okJson<PlanList>(await by.coordinator.get('/api/plans'));
    const copied = await by.coordinator.post('/api/plans/copies', {
      from: items[0]?.id,
      year: 2026,
    });
    const { id } = (await copied.json()) as PlanView;
    const paper = {
      number: '07/KH-UBND',
      signedOn: '2026-01-07',
      signerTitle: 'Phó Chủ tịch UBND',
    };
    const alone = await by.coordinator.post(`/api/plans/${id}/issue`, paper);
    const signing = { kind: 'plan_issue', planId: id, act: paper };
    await okJson(await withSecond(by.coordinator, alone, signing));
    const before = await states();
    expect(before).toMatchObject({ state: 'on_pace', notSeen: 0 });
    await act(by.leader, await eliminated(by), 'checks', {
      result: 'no_sign',
      effectiveOn: TODAY,
      documentNumber: null,
    });
    expect(await states()).toEqual({
      state: 'not_seen',
      onPace: before.onPace - 1,
      notSeen: 1,
    });
    const { current } = await okJson<ReportView>(
      await by.coordinator.get('/api/reports/period?kind=year&year=2026&number=1'),
    );
    expect(current.definitions).toBe(3);
    expect(current.conduct).toMatchObject({
      looks: { seen: 2, stated: 3 },
      parts: { late: 6, annulled: 2 },
    });
    const target = current.targets.find(({ state }) => state === 'not_seen');
    expect(target).toMatchObject({ target: 0, amount: 0 });
  });
});
