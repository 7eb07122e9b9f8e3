import * as fc from 'fast-check';

import { addDays } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import {
  lonLatOf,
  textOf,
  type GivenClosure,
  type GivenPlace,
  type GivenSignal,
  type Metres,
} from './brute-force-matcher.ts';

/** The day of every drawn signal. */
export const OCCURRED = '2026-11-01';

export type DrawnPlace = Omit<GivenPlace, 'id' | 'kind' | 'closures'> & {
  /** First day of the latest closure. */
  daysAgo: number;
  cameBack?: { closedDays: number; openDays: number }[];
  openNow?: boolean;
};

export const position: fc.Arbitrary<Metres> = fc.tuple(
  fc.integer({ min: -250, max: 250 }),
  fc.integer({ min: -250, max: 250 }),
);
const error = fc.option(fc.integer({ min: 0, max: 250 }), { freq: 3 });
const shape = fc.oneof(
  { weight: 3, arbitrary: position.map((at) => ({ type: 'Point' as const, at })) },
  fc
    .tuple(position, fc.integer({ min: -200, max: 200 }), fc.integer({ min: 1, max: 200 }))
    .map(([[east, north], right, up]) => ({
      type: 'LineString' as const,
      at: [
        [east, north],
        [east + right, north + up],
      ] as [Metres, Metres],
    })),
  fc
    .tuple(position, fc.integer({ min: 20, max: 200 }), fc.integer({ min: 20, max: 200 }))
    .map(([[east, north], wide, high]) => ({
      type: 'Polygon' as const,
      at: [
        [east, north],
        [east + wide, north],
        [east + wide, north + high],
        [east, north + high],
      ] as [Metres, Metres, Metres, Metres],
    })),
);
export const drawnPlace: fc.Arbitrary<DrawnPlace> = fc.record({
  shape,
  category: fc.constantFrom('KS', 'NN', 'KAR', 'NH', 'KHAC', 'CC-CV', 'CC-TD'),
  errorMetres: error,
  // About the limits of grace and window above all.
  daysAgo: fc.oneof(
    fc.integer({ min: -20, max: 800 }),
    // After the event: what came before it is an earlier closure.
    fc.integer({ min: -300, max: -1 }),
    fc.constantFrom(0, 7, 8, 364, 365, 366),
  ),
  // Days of each closure until the place came back, and days that it was open then.
  cameBack: fc.array(
    fc.record({
      closedDays: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.constantFrom(1, 7, 8, 365)),
      openDays: fc.integer({ min: 1, max: 60 }),
    }),
    { maxLength: 2 },
  ),
  openNow: fc.constantFrom(true, false, false, false),
});
export const drawnSignal = fc.record({
  at: position,
  errorMetres: error,
  category: fc.option(fc.constantFrom('KS', 'KAR', 'NH', 'KHAC', 'CC-CV'), { freq: 4 }),
});
/** The closures of a drawn place in their order; an earlier one ended when the place was opened again. */
function closuresOf({ daysAgo, cameBack = [], openNow = false }: DrawnPlace): GivenClosure[] {
  const number = cameBack.length + 1;
  const latestOn = addDays(OCCURRED, -daysAgo);
  const reopenedOn = openNow ? addDays(latestOn, 30) : null;
  const closures: GivenClosure[] = [{ cycle: number, closedOn: latestOn, reopenedOn }];
  let next = latestOn;
  for (const [index, { closedDays, openDays }] of cameBack.entries()) {
    const endedOn = addDays(next, -openDays);
    next = addDays(endedOn, -closedDays);
    closures.unshift({ cycle: number - 1 - index, closedOn: next, reopenedOn: endedOn });
  }
  return closures;
}

/** Writes drawn places with all their cycles; gives them as the definition knows them. */
export async function insertPlaces(
  sql: TransactionSql,
  drawn: readonly DrawnPlace[],
): Promise<GivenPlace[]> {
  const places = drawn.map((given) => {
    const closures = closuresOf(given);
    const { category, shape: drawnShape, errorMetres } = given;
    const kind: GivenPlace['kind'] = category.startsWith('CC-') ? 'public_area' : 'business';
    return { id: 0, kind, category, shape: drawnShape, errorMetres, closures };
  });
  const points = places.map(({ closures, shape: drawnShape, ...place }, index) => {
    const isOpen = drawn[index]?.openNow === true;
    return {
      ...place,
      key: `drawn ${index}`,
      shape: textOf(drawnShape),
      status: isOpen ? 'recurring' : 'eliminated',
      cycle: closures.length + (isOpen ? 1 : 0),
    };
  });
  const rows = await sql<{ id: number; key: string }[]>`
    insert into point (
      official_name, kind, category, geom, anchor, location_error_metres, status, status_since,
      cycle, commune_uncertain, import_key, created_at
    )
    select
      'Nơi minh họa', place.kind, place.category, place.geom,
      point_anchor(place.geom, null, null), place."errorMetres", place.status, ${OCCURRED},
      place.cycle, false, place.key, now()
    from (
      select *, st_geomfromtext(shape, 4326) as geom
      from jsonb_to_recordset(${JSON.stringify(points)}::text::jsonb) given (
        kind text, category text, shape text, "errorMetres" integer, status text, cycle integer,
        key text
      )
    ) place
    returning id, import_key as key`;
  const ids = new Map(rows.map(({ id, key }) => [key, id]));
  const written = places.map((place, index) => ({ ...place, id: ids.get(`drawn ${index}`) ?? 0 }));
  await insertCycles(sql, written);
  return written;
}

/** Writes the cycles of places: each closure ends one, and what came back since is open. */
async function insertCycles(sql: TransactionSql, places: readonly GivenPlace[]): Promise<void> {
  const cycles = places.flatMap(({ id, closures }) => {
    const opened = ['2020-01-01', ...closures.flatMap(({ reopenedOn }) => reopenedOn ?? [])];
    return opened.map((openedOn, index) => ({
      id,
      number: index + 1,
      openedOn,
      eliminatedOn: closures[index]?.closedOn ?? null,
    }));
  });
  await sql`
    insert into cycle (point_id, number, opened_on, opened_by, eliminated_on)
    select
      id, number, "openedOn", case number when 1 then 'recognised' else 'recurrence_confirmed' end,
      "eliminatedOn"
    from jsonb_to_recordset(${JSON.stringify(cycles)}::text::jsonb) given (
      id integer, number integer, "openedOn" date, "eliminatedOn" date
    )`;
}

/** Writes a signal that was not matched yet; gives its id. */
export async function insertSignal(sql: TransactionSql, told: GivenSignal): Promise<number> {
  const [longitude, latitude] = lonLatOf(told.at);
  const [row] = await sql<{ id: number }[]>`
    insert into signal (
      origin, state, occurred_on, recorded_at, position, location_error_metres, category, raised_by
    ) values (
      'reported', 'unmatched', ${told.occurredOn}, now(),
      st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326),
      ${told.errorMetres}, ${told.category}, (select id from app_user order by id limit 1)
    )
    returning id`;
  return row?.id ?? 0;
}
