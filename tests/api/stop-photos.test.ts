import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import type { FieldRouteList, RouteOutcome } from '#server/contract/route-result.ts';
import { deleteUnnamedPhotos } from '#server/features/attachments/queries.ts';
import { asSystem } from '#server/db/transaction.ts';
import { telephonePhoto } from '#tests/support/files/photos.ts';
import { photoFile, sendAttachment } from '#tests/support/files/send-attachment.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  okJson,
  record,
  resultAt,
  stopsIn,
  takenAlong,
  VISIT,
} from '#tests/support/routes/route-acts.ts';
import { prepareRoutes, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import type { TestClient } from '#tests/support/test-app.ts';

let ground: PreparedRoutes;
let photo: File;
beforeAll(async () => {
  ground = await prepareRoutes(300);
  photo = photoFile(await telephonePhoto());
});
afterAll(() => ground.test.close());

const sendsPhoto = (by: TestClient, id: string, owner: Record<string, number>) =>
  sendAttachment(by, photo, { id, purpose: 'check', ...owner });
const statusFor = async (by: TestClient, id: string) =>
  (await by.get(`/api/attachments/${id}?size=thumbnail`)).status;
const resultsOf = async (routeId: number) =>
  (await okJson<RouteOutcome>(ground.planner.get(`/api/routes/${routeId}/outcome`))).stops.flatMap(
    ({ result }) => result ?? [],
  );

/** A place that nobody had planned, with a photo of it. */
const findWith = (shiftId: number, photoId: string) => ({
  key: randomUUID(),
  shiftId,
  name: 'Quán ven hồ',
  place: [105.85, 21.03],
  result: {
    resultId: randomUUID(),
    finishedAt: VISIT.finishedAt,
    result: 'signs',
    note: null,
    photoIds: [photoId],
  },
});

describe('a photo of a stop', () => {
  it('at a point stands in the record of the point, whichever of the two arrives first', async () => {
    const { inspector, planner } = ground;
    const route = await ground.published();
    const [early, late] = stopsIn(route, route.shifts[0]?.id ?? 0);
    const [first, second] = [randomUUID(), randomUUID()];
    await okJson(sendsPhoto(inspector, first, { pointId: early?.pointId ?? 0 }));
    await okJson(record(inspector, route, resultAt(early?.id ?? 0, { photoIds: [first] })));
    await okJson(record(inspector, route, resultAt(late?.id ?? 0, { photoIds: [second] })));
    await okJson(sendsPhoto(inspector, second, { pointId: late?.pointId ?? 0 }));
    for (const [stop, id] of [
      [early, first],
      [late, second],
    ] as const) {
      const point = await okJson<PointDetail>(planner.get(`/api/points/${stop?.pointId}`));
      expect(point.attachments.map((one) => one.id)).toEqual([id]);
    }
    const results = await resultsOf(route.id);
    expect(results.flatMap(({ photoIds }) => photoIds).toSorted()).toEqual(
      [first, second].toSorted(),
    );
  });

  it('at no point belongs to the route, for those who see its result', async () => {
    const { inspector, other, planner } = ground;
    const route = await ground.published(6, { unannounced: true });
    const id = randomUUID();
    await okJson(sendsPhoto(inspector, id, { routeId: route.id }));
    expect(await statusFor(inspector, id)).toBe(200);
    expect(await statusFor(planner, id)).toBe(404);
    const find = findWith(route.shifts[0]?.id ?? 0, id);
    await okJson(inspector.post(`/api/routes/${route.id}/unplanned`, find));
    const leader = await ground.test.as('leader');
    const statuses = [inspector, planner, other, leader].map((by) => statusFor(by, id));
    expect(await Promise.all(statuses)).toEqual([200, 200, 404, 404]);
    expect((await resultsOf(route.id)).map(({ photoIds }) => photoIds)).toEqual([[id]]);
    await expectProblem(
      await sendsPhoto(inspector, randomUUID(), { routeId: 999_999 }),
      'route.not_found',
    );
    await expectProblem(
      await sendsPhoto(planner, randomUUID(), { routeId: route.id }),
      'permission.denied',
    );
  });

  it('is kept while its route is not announced, and where the place has moved on', async () => {
    const { inspector, planner, test } = ground;
    const route = await ground.published(6, { unannounced: true });
    const [stop] = stopsIn(route, route.shifts[0]?.id ?? 0);
    const id = randomUUID();
    await okJson(sendsPhoto(inspector, id, { pointId: stop?.pointId ?? 0 }));
    await okJson(record(inspector, route, resultAt(stop?.id ?? 0, { photoIds: [id] })));
    const later = '2027-01-01T00:00:00.000Z';
    await asSystem(test.database, (sql) => deleteUnnamedPhotos(sql, later));
    expect(await statusFor(planner, id)).toBe(200);
    const taken = await okJson<PointDetail>(planner.get(`/api/points/${stop?.pointId}`));
    expect(taken.attachments).toEqual([]);
  });
});

describe('the position of a device at a stop', () => {
  it('is told as a distance, in plan against result and in the record of the point', async () => {
    const { inspector, planner } = ground;
    const route = await ground.published();
    const [stop] = stopsIn(route, route.shifts[0]?.id ?? 0);
    const [longitude, latitude] = stop?.place ?? [0, 0];
    // A hundredth of a degree of latitude is 1,107 m.
    const position = [longitude, latitude + 0.01];
    const body = resultAt(stop?.id ?? 0, { position, accuracyMetres: 25 });
    await okJson(record(inspector, route, body));
    const [result] = await resultsOf(route.id);
    expect(result?.distanceMetres).toBeCloseTo(1_107, -1);
    expect(result?.accuracyMetres).toBe(25);
    const point = await okJson<PointDetail>(planner.get(`/api/points/${stop?.pointId}`));
    const check = point.events.findLast(({ kind }) => kind === 'checked');
    expect(check?.detail).toMatchObject({ accuracyMetres: 25 });
    expect(check?.detail['distanceMetres']).toBeCloseTo(1_107, -1);
  });
});

describe('the end of a day that a phone tells later', () => {
  it('is the time of the act, never one that lies ahead', async () => {
    const { inspector, other } = ground;
    const route = await ground.published();
    const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
    const finish = (by: TestClient, shiftId: number, finishedAt: string) =>
      okJson<FieldRouteList>(by.post(`/api/routes/${route.id}/finish`, { shiftId, finishedAt }));
    await finish(inspector, one, '2026-11-24T02:00:00.000Z');
    await finish(other, two, '2026-12-24T02:00:00.000Z');
    const endOf = async (by: TestClient) =>
      (await takenAlong(by)).items.find(({ routeId }) => routeId === route.id)?.shift.finishedAt;
    expect(await endOf(inspector)).toBe('2026-11-24T02:00:00.000Z');
    expect(await endOf(other)).toBe(ground.test.deps.clock.now());
  });
});
