import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { RouteDetail, RouteShift } from '#server/contract/route.ts';
import { fillSentence } from '#server/contract/sentence.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { RouteLine } from '#server/contract/travel.ts';
import { appendNumberedAudit } from '#server/db/append-audit.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { readAccountName } from '#server/features/exports/queries.ts';
import { routeGeometry } from '#server/travel/travel-matrix.ts';

import { departureOf } from './read-plan.ts';
import { instantAt } from './rules.ts';
import { detailOf, partsOf, type RouteParts, type RouteView } from './read-route.ts';
import type { RouteDocument } from './formats/route-document.ts';
import { writeGeoJson } from './formats/write-geojson.ts';
import { writeGpx } from './formats/write-gpx.ts';
import { writeIcs } from './formats/write-ics.ts';
import { writeKml } from './formats/write-kml.ts';

export const DOCUMENT_FORMATS = {
  gpx: { type: 'application/gpx+xml', write: writeGpx },
  kml: { type: 'application/vnd.google-earth.kml+xml', write: writeKml },
  geojson: { type: 'application/geo+json', write: writeGeoJson },
  ics: { type: 'text/calendar', write: writeIcs },
} as const;
export type DocumentFormat = keyof typeof DOCUMENT_FORMATS;

/** Exports a route, or the shift of one team, and logs the export. */
export async function writeRouteDocument(
  deps: Deps,
  actor: Actor,
  asked: { routeId: number; format: DocumentFormat; shiftId: number | undefined },
): Promise<string> {
  const { routeId, format, shiftId } = asked;
  const { parts, watermark } = await asActor(deps.database, actor, async (sql) => {
    // A file goes to the teams: for a published route it holds the state they were given, not the draft.
    const found = await partsOf(sql, deps, actor, routeId, 'published');
    const name = await readAccountName(sql, actor.accountId);
    const entry = await appendNumberedAudit(sql, deps.clock, {
      action: `export.route_${format}`,
      subjectKind: 'route',
      subjectId: routeId,
      detail: { shiftId: shiftId ?? null, unannounced: found.route.unannounced },
    });
    return { parts: found, watermark: `${name} · nhật ký số ${entry} · ${editionOf(found)}` };
  });
  const route = await detailOf(deps, actor, parts);
  const made = { madeAt: deps.clock.now(), watermark };
  const shifts = route.shifts.filter(({ id }) => shiftId === undefined || id === shiftId);
  if (shifts.length === 0) throw new AppError('route.not_found');
  return DOCUMENT_FORMATS[format].write(await documentOf(deps, route, shifts, made));
}

/** Says which state of the route a file holds, so that a draft on paper is never taken for what the teams were given. */
function editionOf({ publication }: RouteParts): string {
  if (publication === null) return 'BẢN NHÁP, chưa giao cho tổ';
  return fillSentence('bản đã giao lúc {at}', { at: publication.publishedAt });
}

async function documentOf(
  deps: Deps,
  route: RouteDetail,
  chosen: readonly RouteShift[],
  made: { madeAt: IsoInstant; watermark: string },
): Promise<RouteDocument> {
  const byId = new Map(route.stops.map((stop) => [stop.id, stop] as const));
  const shifts: RouteDocument['shifts'][number][] = [];
  let approximate = false;
  for (const shift of chosen) {
    const plan = route.plan.shifts.find((one) => one.shiftId === shift.id);
    const way = await wayOf(deps, route, shift);
    approximate ||= way.approximate;
    shifts.push({
      shiftId: shift.id,
      teamName: shift.teamName,
      metres: plan?.metres ?? 0,
      line: way.legs.flatMap(({ line }, at) => (at === 0 ? line : line.slice(1))),
      stops: (plan?.stops ?? []).flatMap(({ stopId, start, departure }, at) => {
        const stop = byId.get(stopId);
        if (stop === undefined) return [];
        const { code, name, place } = stop;
        const times = {
          start: instantAt(route.onDate, start),
          end: instantAt(route.onDate, departure),
        };
        return [{ stopId, number: at + 1, code, name, place, ...times }];
      }),
    });
  }
  const { id: routeId, title, onDate } = route;
  return { routeId, title, onDate, approximate, shifts, ...made };
}

/** The way of one team through its stops, from its start to its end. */
export async function wayOf(
  deps: Deps,
  route: Pick<RouteDetail, 'onDate' | 'shifts' | 'stops'>,
  shift: RouteShift,
): Promise<RouteLine> {
  const stops = route.stops
    .filter(({ shiftId }) => shiftId === shift.id)
    .toSorted((a, b) => a.position - b.position);
  const places = [shift.start, ...stops.map(({ place }) => place), shift.end];
  return routeGeometry(deps, {
    positions: places.filter((place) => place !== null),
    vehicle: shift.vehicle,
    departure: departureOf(route, shift.vehicle),
  });
}

/** The ways of all teams of a route, as the map draws them. */
export async function readWays(
  deps: Deps,
  actor: Actor,
  routeId: number,
  view: RouteView,
): Promise<{ items: { shiftId: number; way: RouteLine }[] }> {
  const { route, shifts, stops } = await asActor(deps.database, actor, (sql) =>
    partsOf(sql, deps, actor, routeId, view),
  );
  const shown = { onDate: route.onDate, shifts, stops: stops.filter(({ removed }) => !removed) };
  const items: { shiftId: number; way: RouteLine }[] = [];
  for (const shift of shifts) {
    items.push({ shiftId: shift.id, way: await wayOf(deps, shown, shift) });
  }
  return { items };
}
