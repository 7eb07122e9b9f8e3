import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Signal } from '#server/contract/signal.ts';
import type { SignalDetail } from '#server/contract/signal-detail.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { addManyPoints } from '#tests/support/database/many-points.ts';
import {
  addTeam,
  arrange,
  draftRoute,
  edited,
  orderIn,
  publish,
  record,
  resultAt,
} from '#tests/support/routes/route-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let analyst: TestClient;
let mate: TestClient;
beforeAll(async () => {
  test = await createTestApp();
  analyst = await test.as('analyst');
  mate = await test.as('analyst.two', { role: 'analyst' });
  await addManyPoints(test.database, 200);
  await test.database.sql`delete from signal`;
});
afterAll(() => test.close());

/** A team finds signs at a closed place; gives the suspicion and the team. */
async function foundOnRoute(): Promise<{ signal: Signal; teamId: number }> {
  const planner = await test.as('planner');
  const inspector = await test.as('inspector');
  const team = await addTeam(planner, 'Tổ Một', [inspector]);
  const draft = await draftRoute(planner, [team], { onDate: '2026-11-24' });
  const added = await edited(planner, draft, {
    kind: 'add',
    way: { kind: 'top', count: 1, communes: [] },
  });
  const [stopId = 0] = orderIn(added, null);
  const route = await publish(planner, await arrange(planner, added, [[stopId]]));
  const seen = { arrivedAt: null, finishedAt: test.clock.now(), result: 'signs' };
  const answer = await record(inspector, route, resultAt(stopId, seen));
  expect(answer.status).toBeLessThan(300);
  const { items } = (await (await analyst.get('/api/signals?state=suspected')).json()) as {
    items: Signal[];
  };
  const [signal] = items;
  if (signal === undefined) throw new Error('the visit raised nothing');
  return { signal, teamId: team.id };
}

const decision = (signal: Signal) => ({
  effectiveOn: '2026-11-24',
  documentNumber: null,
  note: null,
  reason: 'Xác minh thực tế.',
  version: signal.version,
});

describe('a suspicion found on a visit', () => {
  it('is decided on by nobody who went along, whoever of them wrote it down', async () => {
    const { signal, teamId } = await foundOnRoute();
    // Went along as a member of the team and judges signals since.
    await test.database.sql`
      insert into team_member (team_id, account_id) values (${teamId}, ${mate.account?.accountId ?? ''})`;
    const seen = (await (await mate.get(`/api/signals/${signal.id}`)).json()) as SignalDetail;
    expect(seen.acts).toMatchObject({
      confirm: 'signal.same_person',
      reject: 'signal.same_person',
    });
    for (const verb of ['confirm', 'reject']) {
      const answer = await mate.post(`/api/signals/${signal.id}/${verb}`, decision(signal));
      await expectProblem(answer, 'signal.same_person');
    }
    const point = await (await mate.get(`/api/points/${signal.pointId}`)).json();
    await expectProblem(
      await mate.post(`/api/points/${signal.pointId}/mark-recurring`, {
        effectiveOn: '2026-11-24',
        documentNumber: 'MH-1',
        grounds: 'Cùng đi kiểm tra.',
        version: (point as { version: number }).version,
      }),
      'lifecycle.own_proposal',
    );
    const other = await analyst.post(`/api/signals/${signal.id}/confirm`, decision(signal));
    expect(other.status).toBe(200);
  });

  it('keeps whoever raised it from confirming another one at the same place', async () => {
    const [place] = await test.database.sql<{ id: number; position: [number, number] }[]>`
      select id, array[st_x(anchor), st_y(anchor)] as position
      from point where status = 'eliminated' order by id desc limit 1`;
    const raised = await analyst.post(`/api/points/${place?.id}/checks`, {
      effectiveOn: '2026-11-23',
      result: 'signs',
      documentNumber: null,
      note: null,
    });
    expect(raised.status).toBeLessThan(300);
    const told = await mate.post('/api/tips', {
      kind: 'feedback',
      channel: 'hotline',
      receivedOn: '2026-11-24',
      occurredOn: '2026-11-22',
      position: place?.position,
      locationErrorMetres: 5,
    });
    const { id: tipId } = (await told.json()) as { id: number };
    const { items } = (await (await analyst.get('/api/signals?state=suspected')).json()) as {
      items: Signal[];
    };
    const signal = items.find((one) => one.tipId === tipId);
    if (signal === undefined) throw new Error('the tip became no suspicion');
    const seen = (await (await analyst.get(`/api/signals/${signal.id}`)).json()) as SignalDetail;
    expect(seen.acts).toMatchObject({ confirm: 'signal.same_person', reject: null });
    const answer = await analyst.post(`/api/signals/${signal.id}/confirm`, decision(signal));
    await expectProblem(answer, 'signal.same_person');
  });
});
