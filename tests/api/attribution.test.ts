import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { AttributionLedger } from '#server/contract/attribution.ts';
import type { PointDetail } from '#server/contract/point.ts';
import { asSystem } from '#server/db/transaction.ts';
import { askSuccessors } from '#server/features/handovers/successor-commands.ts';
import { addSuccessorCommune, giveTo } from '#tests/support/database/successor-communes.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { annul } from '#tests/support/points/annul-acts.ts';
import {
  act,
  active,
  eliminated,
  handedOver,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { some } from '#tests/support/some.ts';

const TODAY = '2026-11-24';

let test: TestApp;
let by: People;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
});
afterAll(() => test.close());

const recurred = (point: PointDetail, effectiveOn: string) =>
  act(by.analyst, point, 'mark-recurring', { effectiveOn, grounds: 'Kiểm tra thấy có hoạt động.' });

async function ledger(point: PointDetail, client: TestClient = by.analyst) {
  const response = await client.get(`/api/points/${point.id}/attribution`);
  expect(response.status).toBe(200);
  return (await response.json()) as AttributionLedger;
}

/** The position on the border of Hoàn Kiếm that is nearest to its centre, and its neighbour there. */
async function onTheBorder(): Promise<{ position: [number, number]; code: string }> {
  const [row] = await test.database.sql<{ x: number; y: number; code: string }[]>`
    with own as (
      select boundary.geom, commune.centre
      from boundary
      join boundary_set on boundary_set.id = boundary.set_id and boundary_set.active
      join commune on commune.id = boundary.commune_id
      where commune.code = '00070'
    ),
    spot as (
      select st_closestpoint(st_boundary(own.geom), own.centre) as geom, own.centre from own
    )
    select
      st_x(inner_spot.geom) as x, st_y(inner_spot.geom) as y,
      (
        select commune.code from boundary
        join boundary_set on boundary_set.id = boundary.set_id and boundary_set.active
        join commune on commune.id = boundary.commune_id and commune.code <> '00070'
        order by st_distance(boundary.geom, inner_spot.geom)
        limit 1
      ) as code
    from spot
    cross join lateral (
      -- 50 m from the border, on the side of the centre.
      select st_lineinterpolatepoint(
        st_makeline(spot.geom, spot.centre),
        50 / st_distance(spot.geom::geography, spot.centre::geography)
      ) as geom
    ) inner_spot`;
  if (row === undefined) throw new Error('Hoàn Kiếm has no border');
  return { position: [row.x, row.y], code: row.code };
}

describe('the attribution of a recurrence', () => {
  it('is one thread of offices: who eliminated, who received, who is asked and who answered', async () => {
    test.clock.set('2026-11-21T03:00:00.000Z');
    const first = await handedOver(by);
    // The reply to the listing was asked for three days before that to the recurrence.
    test.clock.set(`${TODAY}T03:00:00.000Z`);
    const point = await recurred(first, '2026-11-20');
    await okPoint(
      await by.leader.post(`/api/points/${point.id}/replies`, {
        cycle: 2,
        state: 'filed',
        words: 'Đã tổ chức chốt trực và tuyên truyền tại khu vực.',
        documentNumbers: ['215/BC-UBND'],
        after: 0,
      }),
    );
    const { items } = await ledger(point);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      cycle: 2,
      number: 1,
      basis: 'received',
      owners: [{ code: '00070', validFrom: '2025-07-01', validTo: null }],
      eliminatedBy: { role: 'analyst' },
      answersNow: { code: '00070' },
      radiusMetres: 30,
    });
    const steps = items[0]?.steps.map(({ kind, on, office }) => [
      kind,
      on,
      office?.commune?.code ?? office?.role ?? null,
    ]);
    expect(steps).toEqual([
      ['eliminated', '2026-03-01', 'analyst'],
      ['handover_proposed', '2026-03-05', '00070'],
      ['handover_confirmed', '2026-03-08', '00070'],
      ['recurred', '2026-11-20', 'analyst'],
      ['reply_asked', '2026-11-24', null],
      ['reply_filed', '2026-11-24', '00070'],
    ]);
  });

  it('names no person', async () => {
    const point = await recurred(await handedOver(by), '2026-11-20');
    const names = await test.database.sql<{ name: string }[]>`select name from app_user`;
    const text = JSON.stringify(await ledger(point));
    for (const { name } of some(names)) expect(text).not.toContain(name);
  });

  it('charges no commune that had not received the place', async () => {
    const { items } = await ledger(await recurred(await eliminated(by), '2026-11-20'));
    expect(items[0]).toMatchObject({ basis: 'not_received', owners: [] });
  });

  it('names the neighbour within the radius without charging it', async () => {
    const { position, code } = await onTheBorder();
    const place = {
      category: 'CC-KV',
      geometry: { type: 'Point', coordinates: position },
    };
    const { items } = await ledger(await recurred(await handedOver(by, place), '2026-11-20'));
    expect(items[0]?.owners.map((one) => one.code)).toEqual(['00070']);
    expect(items[0]?.notes).toContain('border_inside_radius');
    expect(items[0]?.neighbours.map(({ commune }) => commune.code)).toContain(code);
    expect(items[0]?.neighbours.every(({ metres }) => metres > 0 && metres <= 100)).toBe(true);
  });

  it('is one thread for each recurrence, the latest first', async () => {
    const first = await recurred(await handedOver(by), '2026-05-01');
    const closed = await act(by.analyst, first, 'eliminate', { effectiveOn: '2026-06-01' });
    const { items } = await ledger(await recurred(closed, '2026-11-20'));
    expect(items.map(({ number, basis }) => [number, basis])).toEqual([
      [2, 'not_received'],
      [1, 'received'],
    ]);
    expect(items[0]?.steps.map(({ kind }) => kind)).not.toContain('handover_confirmed');
  });

  it('follows the hand-over to the commune that follows a merged one, told apart by first days', async () => {
    const point = await handedOver(by);
    const [former] = await test.database.sql<{ id: number }[]>`
      select id from commune where code = '00070' and valid_to is null`;
    await asSystem(test.database, async (sql) => {
      const successorId = await addSuccessorCommune(sql, '00070', TODAY);
      await giveTo(sql, point.id, successorId);
      await sql`update commune set valid_to = ${TODAY} where id = ${former?.id ?? 0}`;
      await askSuccessors(sql, test.clock, null, [point.id]);
    });
    await test.deps.points.refresh([point.id]);
    const moved = await okPoint(await by.analyst.get(`/api/points/${point.id}`));
    const { items } = await ledger(await recurred(moved, TODAY));
    await asSystem(
      test.database,
      (sql) => sql`update commune set valid_to = null where id = ${former?.id ?? 0}`,
    );
    expect(items[0]).toMatchObject({
      basis: 'successor_by_area',
      owners: [{ code: '00070', validFrom: TODAY }],
    });
    expect(items[0]?.steps.map(({ kind, office }) => [kind, office?.commune?.validFrom])).toEqual(
      expect.arrayContaining([
        ['handover_confirmed', '2025-07-01'],
        ['successor_asked', TODAY],
      ]),
    );
  });

  it('leaves out an annulled recurrence, hand-over or elimination, and says in the thread that it was annulled', async () => {
    const once = await recurred(await handedOver(by), '2026-05-01');
    const back = await okPoint(await annul(by.otherAnalyst, once, 'recurrence_confirmed'));
    expect((await ledger(back)).items).toEqual([]);

    const free = await okPoint(await annul(by.coordinator, back, 'handover_confirmed'));
    const { items: unreceived } = await ledger(await recurred(free, '2026-11-20'));
    expect(unreceived).toHaveLength(1);
    expect(unreceived[0]).toMatchObject({ basis: 'not_received', owners: [], number: 1 });
    const annulled = (steps: readonly { kind: string; detail: string | null }[]) =>
      steps.filter(({ kind }) => kind === 'annulled').map(({ detail }) => detail);
    expect(annulled(unreceived[0]?.steps ?? [])).toEqual([
      'recurrence_confirmed',
      'handover_confirmed',
    ]);
    expect(unreceived[0]?.steps.map(({ kind }) => kind)).not.toContain('handover_confirmed');

    const closed = await act(by.otherAnalyst, await active(by), 'eliminate', {
      effectiveOn: '2026-02-01',
    });
    const open = await okPoint(await annul(by.analyst, closed, 'eliminated'));
    const anew = await act(by.analyst, open, 'eliminate', { effectiveOn: '2026-03-01' });
    const { items } = await ledger(await recurred(anew, '2026-11-20'));
    expect(items[0]).toMatchObject({ eliminatedOn: '2026-03-01' });
    expect(annulled(items[0]?.steps ?? [])).toEqual(['eliminated']);
    expect(items[0]?.steps.filter(({ kind }) => kind === 'eliminated').map(({ on }) => on)).toEqual(
      ['2026-03-01'],
    );
  });

  it('is written into the log as a look at the point', async () => {
    const point = await handedOver(by);
    expect((await ledger(point)).items).toEqual([]);
    const auditor = await test.as('auditor');
    const { items } = await (await auditor.get('/api/audit?action=attribution.read')).json();
    expect(items[0]).toMatchObject({ subjectId: String(point.id) });
  });

  it('is refused to another commune, which does not see the point', async () => {
    const point = await handedOver(by);
    await expectProblem(
      await by.otherLeader.get(`/api/points/${point.id}/attribution`),
      'point.not_found',
    );
  });
});
