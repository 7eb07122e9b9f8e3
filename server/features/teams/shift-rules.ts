import type { LonLat } from '#server/contract/geo.ts';
import type { Shift } from '#server/contract/team.ts';

/** A shift as its columns hold it; places come as longitude and latitude. */
export type ShiftRow = Pick<Shift, 'vehicle' | 'startsAt' | 'endsAt' | 'mostStops'> & {
  restFrom: number | null;
  restTo: number | null;
  restMinutes: number | null;
  startLongitude: number | null;
  startLatitude: number | null;
  endLongitude: number | null;
  endLatitude: number | null;
};

export function shiftOf(row: ShiftRow): Shift {
  const { restFrom, restTo, restMinutes } = row;
  return {
    vehicle: row.vehicle,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    rest:
      restFrom === null || restTo === null || restMinutes === null
        ? null
        : { from: restFrom, to: restTo, minutes: restMinutes },
    start: placeOf(row.startLongitude, row.startLatitude),
    end: placeOf(row.endLongitude, row.endLatitude),
    mostStops: row.mostStops,
  };
}

export function shiftRow({
  vehicle,
  startsAt,
  endsAt,
  rest,
  start,
  end,
  mostStops,
}: Shift): ShiftRow {
  return {
    vehicle,
    startsAt,
    endsAt,
    mostStops,
    restFrom: rest?.from ?? null,
    restTo: rest?.to ?? null,
    restMinutes: rest?.minutes ?? null,
    startLongitude: start?.[0] ?? null,
    startLatitude: start?.[1] ?? null,
    endLongitude: end?.[0] ?? null,
    endLatitude: end?.[1] ?? null,
  };
}

function placeOf(longitude: number | null, latitude: number | null): LonLat | null {
  return longitude === null || latitude === null ? null : [longitude, latitude];
}
