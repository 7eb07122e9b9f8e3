import { type RouteDocument, stopTitle } from './route-document.ts';

/** RFC 5545 §3.1: no line longer than 75 bytes without its line break. */
const MOST_BYTES = 75;

/** iCalendar (RFC 5545): an event for each stop; times in UTC, so that no time zone has to be described. */
export function writeIcs(route: RouteDocument): string {
  const events = route.shifts.flatMap(({ teamName, stops }) =>
    stops.flatMap((stop) => [
      'BEGIN:VEVENT',
      `UID:route-${route.routeId}-stop-${stop.stopId}@diaban`,
      `DTSTAMP:${utc(route.madeAt)}`,
      `DTSTART:${utc(stop.start)}`,
      `DTEND:${utc(stop.end)}`,
      `SUMMARY:${icsText(stopTitle(stop))}`,
      `LOCATION:${icsText(stop.name)}`,
      `GEO:${stop.place[1]};${stop.place[0]}`,
      // Calendars show events singly: each one names its source itself.
      `DESCRIPTION:${icsText(route.watermark)}`,
      `CATEGORIES:${icsText(teamName)}`,
      'CLASS:CONFIDENTIAL',
      'END:VEVENT',
    ]),
  );
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Dia Ban//Routes//VI',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${icsText(route.title)}`,
    `X-WR-CALDESC:${icsText(route.watermark)}`,
    ...events,
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function utc(instant: string): string {
  return instant.replaceAll(/[-:]|\.\d+/g, '');
}

/** TEXT of RFC 5545 §3.3.11. */
function icsText(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n');
}

/** Breaks between characters, never inside one: Vietnamese letters take two or three bytes. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of line) {
    const length = encoder.encode(character).length;
    if (bytes + length > MOST_BYTES) {
      parts.push(part);
      part = ' ';
      bytes = 1;
    }
    part += character;
    bytes += length;
  }
  return [...parts, part].join('\r\n');
}
