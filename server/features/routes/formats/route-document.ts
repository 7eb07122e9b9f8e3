import type { LonLat } from '#server/contract/geo.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';

/** A route as it is given out of the system: places, times and ways, no person and no secret. */
export type RouteDocument = {
  routeId: number;
  title: string;
  onDate: IsoDate;
  /** Instants; when it was made, and how the ways were measured ("xấp xỉ" or along streets). */
  madeAt: IsoInstant;
  approximate: boolean;
  /** Goes on everything that leaves the system. */
  watermark: string;
  shifts: readonly {
    shiftId: number;
    teamName: string;
    metres: number;
    /** From stop to stop, or along the streets where a network is known. */
    line: readonly LonLat[];
    stops: readonly DocumentStop[];
  }[];
};

export type DocumentStop = {
  stopId: number;
  number: number;
  code: string | null;
  name: string;
  place: LonLat;
  start: IsoInstant;
  end: IsoInstant;
};

/** `3. DP-00012 Ngã ba Ngọc Hồi`, as every form names a stop. */
export function stopTitle({ number, code, name }: DocumentStop): string {
  return [`${number}.`, code, name].filter((part) => part !== null).join(' ');
}

/** Text inside XML; control characters have no place there. */
export function xmlText(text: string): string {
  return Array.from(text)
    .filter((character) => character >= ' ' || '\t\n\r'.includes(character))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
