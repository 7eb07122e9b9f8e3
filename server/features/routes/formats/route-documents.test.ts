import { readFileSync } from 'node:fs';
import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';

import { writeGeoJson, writeGpx, writeKml } from '#server/features/routes/document-commands.ts';

import type { RouteDocument } from './route-document.ts';
import { writeIcs } from './write-ics.ts';

const ROUTE: RouteDocument = {
  routeId: 7,
  title: 'Đợt 3; quý IV, "sông" & hồ <Tây>',
  onDate: '2026-11-25',
  madeAt: '2026-11-24T03:00:00.000Z',
  approximate: true,
  watermark: 'Địa Bàn 24/11/2026, mã 12',
  shifts: [
    {
      shiftId: 3,
      teamName: 'Tổ 1, Đội 178',
      metres: 4_210,
      line: [
        [105.8412, 21.0245],
        [105.86, 21.03],
      ],
      stops: [
        {
          stopId: 21,
          number: 1,
          code: 'DP-00012',
          name: 'Ngã ba Ngọc Hồi; đoạn từ cầu vượt đến bến xe, dọc đường gom phía tây\nkhu vực B',
          place: [105.8412, 21.0245],
          start: '2026-11-25T01:05:00.000Z',
          end: '2026-11-25T01:20:00.000Z',
        },
        {
          stopId: 22,
          number: 2,
          code: null,
          name: 'Quán "Hoa & Lá" <số 5>',
          place: [105.86, 21.03],
          start: '2026-11-25T01:31:30.000Z',
          end: '2026-11-25T01:51:30.000Z',
        },
      ],
    },
  ],
};

const golden = (name: string) => readFileSync(`tests/golden/route.${name}`, 'utf8');

describe('a route that leaves the system', () => {
  it.each([
    ['gpx', writeGpx],
    ['kml', writeKml],
    ['geojson', writeGeoJson],
    ['ics', writeIcs],
  ] as const)('is the same to the letter as %s', (name, write) => {
    expect(write(ROUTE)).toBe(golden(name));
  });

  it.each([
    ['gpx', writeGpx],
    ['kml', writeKml],
    ['geojson', writeGeoJson],
    ['ics', writeIcs],
  ] as const)('names as %s who took it out, by the whole watermark', (_name, write) => {
    const unfolded = write(ROUTE).replaceAll('\r\n ', '').replaceAll('\\,', ',');
    expect(unfolded).toContain(ROUTE.watermark);
  });

  it.each([
    ['gpx', writeGpx],
    ['kml', writeKml],
  ] as const)('is well-formed as %s, whatever stands in its names', (_name, write) => {
    const faults: string[] = [];
    const parser = new DOMParser({ onError: (_level, message) => faults.push(message) });
    const document = parser.parseFromString(write(ROUTE), 'text/xml');
    expect(faults).toEqual([]);
    expect(document.getElementsByTagName('name')[0]?.textContent).toBe(ROUTE.title);
  });

  it('keeps the lines of a calendar within 75 bytes, and whole when they are put together again', () => {
    const ics = writeIcs(ROUTE);
    for (const line of ics.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toContain('\ufffd');
    }
    const unfolded = ics.replaceAll('\r\n ', '');
    expect(unfolded).toContain(
      'SUMMARY:1. DP-00012 Ngã ba Ngọc Hồi\\; đoạn từ cầu vượt đến bến xe\\, dọc đường gom phía tây\\nkhu vực B\r\n',
    );
    expect(unfolded).toContain('DTSTART:20261125T010500Z\r\nDTEND:20261125T012000Z\r\n');
    expect(unfolded).toContain('GEO:21.0245;105.8412\r\n');
  });
});
