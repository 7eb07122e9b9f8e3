import { type RouteDocument, stopTitle, xmlText } from './route-document.ts';

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
