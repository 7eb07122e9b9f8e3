import type { LonLat } from '#server/contract/geo.ts';
import type { InspectionObjectDetail } from '#server/contract/inspection-object.ts';
import type { PointDetail } from '#server/contract/point.ts';
import type { Team } from '#server/contract/team.ts';
import { asSystem } from '#server/db/transaction.ts';
import { telephonePhoto } from '#tests/support/files/photos.ts';
import { handoverAsked, type People } from '#tests/support/points/register-acts.ts';
import {
  addTeam,
  arrange,
  draftRoute,
  edit,
  okJson,
  orderIn,
  publish,
} from '#tests/support/routes/route-acts.ts';
import type { TestApp, TestClient } from '#tests/support/test-app.ts';

/** Degrees of longitude or latitude, more than a kilometre: no sign at one spot is near another. */
const APART = 0.015;
/** Degrees between the two points of one spot, some forty metres: each is the nearest to the signs seen at it. */
const BESIDE = 0.0004;

/**
 * Places of one history or of its twin, far from those of every other one: two closed points whose commune is asked to
 * take them over, a business, and a route of an own team with a stop at each of the three.
 */
export type Places = {
  points: readonly { id: number; handoverId: number; version: number; place: LonLat }[];
  business: { id: number };
  /** Stops in this order: at the first point, at the second, at the business. */
  route: { id: number; shiftId: number; stopIds: readonly number[] };
  inspector: TestClient;
  photo: Blob;
};

/** Makes places at one spot after another; `hasRoomFor` tells for how many more there is a spot. */
export async function placeMaker(test: TestApp, by: People) {
  const spots = await listSpots(test);
  const photo = new Blob([await telephonePhoto('jpeg', { width: 48, height: 48 })]);
  return {
    hasRoomFor: (count: number) => spots.length >= count,
    async make(): Promise<Places> {
      const spot = spots.shift();
      if (spot === undefined) throw new Error('no spot is left');
      const number = spots.length;
      const inspector = await test.as(`inspector.${number}`, { role: 'inspector' });
      const [first, second, business, team] = await Promise.all([
        pointAt(by, spot),
        pointAt(by, beside(spot)),
        businessAt(by, spot, number),
        addTeam(by.planner, `Tổ thử ${number}`, [inspector]),
      ]);
      const points = [first, second];
      const route = await routeOf({ by, team, today: test.clock.today() }, [
        ...points.map(({ id }) => ({ pointId: id })),
        { objectId: business.id },
      ]);
      return { points, business, route, inspector, photo };
    },
  };
}

function beside([longitude, latitude]: LonLat): LonLat {
  return [longitude + BESIDE, latitude];
}

/** Centres of communes, each far from the ones before it. */
async function listSpots({ database }: TestApp): Promise<LonLat[]> {
  const centres = await asSystem(
    database,
    (sql) => sql<{ longitude: number; latitude: number }[]>`
      select st_x(centre) as longitude, st_y(centre) as latitude
      from commune where valid_to is null order by code`,
  );
  const spots: LonLat[] = [];
  for (const { longitude, latitude } of centres) {
    const isFar = spots.every(
      ([x, y]) => Math.max(Math.abs(x - longitude), Math.abs(y - latitude)) > APART,
    );
    if (isFar) spots.push([longitude, latitude]);
  }
  return spots;
}

async function pointAt(by: People, place: LonLat): Promise<Places['points'][number]> {
  const geometry = { type: 'Point', coordinates: place };
  const { id, handovers, version }: PointDetail = await handoverAsked(by, { geometry });
  return { id, handoverId: handovers[0]?.id ?? 0, version, place };
}

function businessAt({ planner }: People, position: LonLat, number: number) {
  return okJson<InspectionObjectDetail>(
    planner.post('/api/inspection-objects', {
      name: `Cơ sở thử ${number}`,
      category: 'NN',
      address: 'Phố Thử',
      position,
    }),
  );
}

type RouteOwner = { by: People; team: Team; today: string };

/** A route of today for a team, with a stop at each of the given places. */
async function routeOf(
  { by: { planner }, team, today }: RouteOwner,
  places: readonly { pointId?: number; objectId?: number }[],
): Promise<Places['route']> {
  const draft = await draftRoute(planner, [team], { onDate: today });
  const pointIds = places.flatMap(({ pointId }) => pointId ?? []);
  const objectIds = places.flatMap(({ objectId }) => objectId ?? []);
  const filled = await edit(
    planner,
    draft,
    { kind: 'add', way: { kind: 'points', pointIds } },
    { kind: 'add', way: { kind: 'objects', objectIds } },
  );
  const arranged = await arrange(planner, filled.route, [orderIn(filled.route, null)]);
  const { id, shifts, stops } = await publish(planner, arranged, {
    randomShareReason: 'Chỉ kiểm tra theo yêu cầu của Sở Y tế.',
  });
  const stopIds = places.map(({ pointId, objectId }) => {
    const stop = stops.find(
      (one) => one.pointId === (pointId ?? null) && one.objectId === (objectId ?? null),
    );
    if (stop === undefined) throw new Error('a place has no stop');
    return stop.id;
  });
  return { id, shiftId: shifts[0]?.id ?? 0, stopIds };
}
