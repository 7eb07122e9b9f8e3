import { type RouteDocument, stopTitle, xmlText } from './route-document.ts';

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
