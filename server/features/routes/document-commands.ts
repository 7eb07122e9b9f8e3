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
import { type RouteDocument, stopTitle, xmlText } from './formats/route-document.ts';
import { writeIcs } from './formats/write-ics.ts';

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

/** KML 2.2: a folder a team, its stops and its way; lon,lat order. */
export function writeKml(route: RouteDocument): string {
  const folders = route.shifts.map(({ teamName, stops, line }) =>
    [
      `<Folder><name>${xmlText(teamName)}</name>`,
      ...stops.map(
        (stop) =>
          `<Placemark><name>${xmlText(stopTitle(stop))}</name><TimeSpan><begin>${stop.start}</begin><end>${stop.end}</end></TimeSpan><Point><coordinates>${stop.place.join(',')}</coordinates></Point></Placemark>`,
      ),
      `<Placemark><name>${xmlText(teamName)}</name><LineString><coordinates>${line.map((place) => place.join(',')).join(' ')}</coordinates></LineString></Placemark>`,
      '</Folder>',
    ].join('\n'),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>',
    `<name>${xmlText(route.title)}</name><description>${xmlText(route.watermark)}</description>`,
    ...folders,
    '</Document></kml>',
    '',
  ].join('\n');
}

/** GeoJSON (RFC 7946): stops as points with their times, ways as lines. */
export function writeGeoJson(route: RouteDocument): string {
  const features = route.shifts.flatMap(({ shiftId, teamName, metres, line, stops }) => [
    ...stops.map(({ place, ...properties }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: place },
      properties: { ...properties, shiftId, teamName },
    })),
    ...(line.length < 2
      ? []
      : [
          {
            type: 'Feature',
            geometry: { type: 'LineString', coordinates: line },
            properties: { shiftId, teamName, metres, approximate: route.approximate },
          },
        ]),
  ]);
  const { routeId, title, onDate, madeAt, watermark } = route;
  return JSON.stringify({
    type: 'FeatureCollection',
    features,
    properties: { routeId, title, onDate, madeAt, watermark },
  });
}

/** GPX 1.1: each stop a waypoint, each team a route with its times and a track along the way. */
export function writeGpx(route: RouteDocument): string {
  const waypoints = route.shifts.flatMap(({ teamName, stops }) =>
    stops.map((stop) => pointElement('wpt', stop, `<type>${xmlText(teamName)}</type>`)),
  );
  const routes = route.shifts.map(
    ({ teamName, stops }) =>
      `<rte><name>${xmlText(teamName)}</name>${stops.map((stop) => pointElement('rtept', stop)).join('')}</rte>`,
  );
  const tracks = route.shifts.map(({ teamName, line }) => {
    const points = line.map(([lon, lat]) => `<trkpt lat="${lat}" lon="${lon}"/>`).join('');
    return `<trk><name>${xmlText(teamName)}</name><trkseg>${points}</trkseg></trk>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx version="1.1" creator="Địa Bàn" xmlns="http://www.topografix.com/GPX/1/1">',
    `<metadata><name>${xmlText(route.title)}</name><desc>${xmlText(route.watermark)}</desc><time>${route.madeAt}</time></metadata>`,
    ...waypoints,
    ...routes,
    ...tracks,
    '</gpx>',
    '',
  ].join('\n');
}

function pointElement(
  element: 'wpt' | 'rtept',
  stop: RouteDocument['shifts'][number]['stops'][number],
  more = '',
): string {
  const [lon, lat] = stop.place;
  return `<${element} lat="${lat}" lon="${lon}"><time>${stop.start}</time><name>${xmlText(stopTitle(stop))}</name>${more}</${element}>`;
}
