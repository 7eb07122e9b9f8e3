import { describe, expect, it } from 'vitest';

import { prepareBusinesses, objects } from '#tests/support/routes/prepared-businesses.ts';
import type { LostAnswer } from '#tests/support/faults/lose-answers.ts';
import { DOCUMENT, handoverAsked, okPoint, people } from '#tests/support/points/register-acts.ts';
import {
  arrange,
  draftRoute,
  edited,
  okJson,
  publish,
  record,
  resultAt,
} from '#tests/support/routes/route-acts.ts';
import { SERVICE_ENTRY } from '#tests/support/service-entry.ts';
import { signalActs, TODAY } from '#tests/support/signals/signal-acts.ts';
import { createTestApp } from '#tests/support/test-app.ts';
import { receive, step } from '#tests/support/signals/tip-acts.ts';

/** The writes that lead to a point which a commune has taken over. */
const TO_HANDED_OVER = [
  '/api/points',
  '/api/points/…/recognise',
  '/api/points/…/eliminate',
  '/api/points/…/handovers',
  '/api/handovers/…/confirm',
];

/** Expects that every write of the story was repeated, got the same answer as before, and changed no table twice. */
function expectAnsweredOnce(lost: readonly LostAnswer[], routes: readonly string[]): void {
  for (const { route, first, again, changed } of lost) {
    // As objects, because the database keeps the fields of an answer in its own order.
    expect([route, again]).toEqual([route, { ...first, replayed: true }]);
    expect([route, changed]).toEqual([route, []]);
  }
  expect([...new Set(lost.map(({ route }) => route))].toSorted()).toEqual(routes.toSorted());
}

// Every write is sent twice and every table counted around it.
describe('a write that is repeated after its answer was lost', { timeout: 180_000 }, () => {
  it('happens once for a point, its hand-overs and its checks', async () => {
    const lost: LostAnswer[] = [];
    const test = await createTestApp({ lostAnswers: lost });
    const by = await people(test);
    const acts = signalActs(by);

    const refused = (await handoverAsked(by)).handovers[0]?.id ?? 0;
    const refusal = {
      effectiveOn: '2026-03-08',
      documentNumber: DOCUMENT,
      reason: 'wrong_commune',
    };
    await okPoint(await by.leader.post(`/api/handovers/${refused}/refuse`, refusal));
    await okPoint(
      await by.analyst.post(`/api/handovers/${refused}/respond`, {
        effectiveOn: '2026-03-09',
        documentNumber: DOCUMENT,
        response: 'contested',
        text: 'Địa bàn đã xác định đúng theo bản đồ.',
      }),
    );
    const asked = (await handoverAsked(by)).handovers[0]?.id ?? 0;
    const withdrawal = { effectiveOn: '2026-03-08', documentNumber: DOCUMENT, reason: 'Gửi nhầm' };
    await okPoint(await by.analyst.post(`/api/handovers/${asked}/withdraw`, withdrawal));

    const seen = await acts.closedAt(acts.spot());
    await okPoint(
      await by.officer.post(`/api/points/${seen.id}/checks`, {
        effectiveOn: TODAY,
        checkedAt: test.clock.now(),
        result: 'signs',
        note: 'Có người ra vào ban đêm',
        version: seen.version,
      }),
    );
    await okPoint(
      await by.leader.post(`/api/points/${seen.id}/replies`, {
        cycle: 1,
        after: 0,
        state: 'draft',
        words: 'Phường đang xác minh lại tại chỗ.',
        documentNumbers: [],
      }),
    );
    await test.close();

    expectAnsweredOnce(lost, [
      ...TO_HANDED_OVER,
      '/api/points/…/checks',
      '/api/points/…/replies',
      '/api/handovers/…/refuse',
      '/api/handovers/…/respond',
      '/api/handovers/…/withdraw',
    ]);
  });

  it('decides a signal once and takes a tip in once', async () => {
    const lost: LostAnswer[] = [];
    const test = await createTestApp({ lostAnswers: lost });
    const by = await people(test);
    const acts = signalActs(by);
    const { signal } = await acts.suspected();
    await okPoint(await acts.decide(by.analyst, signal, 'confirm'));
    const confirmed = await acts.detail(by.analyst, signal.id);
    await okJson(by.analyst.post(`/api/signals/${signal.id}/undo`, { version: confirmed.version }));
    const suspected = await acts.detail(by.leader, signal.id);
    await okJson(acts.decide(by.leader, suspected, 'appeal'));
    const elsewhere = await acts.suspected();
    const another = { officialName: 'Quán bên cạnh', category: 'NN' };
    await okPoint(await acts.decide(by.analyst, elsewhere.signal, 'new-point', another));

    const tip = await receive(by.analyst);
    await okJson(step(by.officer, { id: tip.id, version: 1 }, 'verify', { note: 'Đã gọi lại' }));
    await test.close();

    expectAnsweredOnce(lost, [
      ...TO_HANDED_OVER,
      '/api/signals/…/confirm',
      '/api/signals/…/undo',
      '/api/signals/…/appeal',
      '/api/signals/…/new-point',
      '/api/tips',
      '/api/tips/…/verify',
    ]);
  });

  it('happens once for a quota, a route, a directory and a team', async () => {
    const lost: LostAnswer[] = [];
    const ground = await prepareBusinesses({ lostAnswers: lost });
    const { planner, inspector, teams, unseen } = ground;
    const draft = await draftRoute(planner, teams, { onDate: '2026-11-24' });
    const added = await edited(planner, draft, objects(unseen.id));
    const stopId = added.stops[0]?.id ?? 0;
    const shiftId = added.shifts[0]?.id ?? 0;
    const arranged = await arrange(planner, added, [[stopId]]);
    const route = await publish(planner, arranged, { randomShareReason: 'Chỉ thử nghiệm' });
    const address = `/api/routes/${route.id}`;
    await okJson(record(inspector, route, resultAt(stopId, { inspection: 'warning' })));
    await okJson(inspector.post(`${address}/finish`, { shiftId }));
    const coordinator = await ground.test.as('coordinator');
    await okJson(coordinator.post('/api/services/entries', SERVICE_ENTRY));
    await ground.test.close();

    expectAnsweredOnce(lost, [
      '/api/teams',
      '/api/inspection-objects',
      '/api/inspection-objects/…/inspections',
      '/api/inspection-quotas',
      '/api/routes',
      '/api/routes/…/edits',
      '/api/routes/…/publish',
      '/api/routes/…/results',
      '/api/routes/…/finish',
      '/api/services/entries',
    ]);
  });
});
