import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import { systemClock } from '#server/clock.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { findPlacesOfSignals } from '#server/features/signals/match-queries.ts';
import { compatibleCategories } from '#server/features/signals/match-rules.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import type { BenchCity, Spot } from './bench-city.ts';
import { seeded } from './city.ts';
import { percentile, type Row } from './row.ts';
import { measureFigures } from './signal-figures.ts';

const SUITE = 'matching';
const PRODUCT = 'one signal';
const NAIVE = 'every closed place measured';
const NAIVE_RUNS = 8;
/** Distance of signals from a place, metres, and metres in a degree about Hanoi. */
const ASIDE_METRES = 60;
const DEGREE_METRES = { longitude: 103_900, latitude: 110_700 };

class RollBack extends Error {}

/**
 * One signal after the other to the closed place it speaks of: where places lie as they do, and where they
 * lie densest. Beside it what a first attempt does: measure the distance to every closed place. The answers
 * of both are compared; nothing is kept.
 */
export async function benchMatching(city: BenchCity): Promise<Row[]> {
  const rows: Row[] = [];
  await rolledBack(city, async (sql) => {
    const today = systemClock.today();
    const parameters = await readMatchingParameters(sql, today);
    const dense = await densestSpots(sql);
    for (const [name, spots] of [
      ['where places lie', city.spots],
      ['where they lie densest', dense],
    ] as const) {
      const ids = await putSignals(sql, aside(spots), today);
      rows.push(...(await measure(sql, { name, ids, parameters })));
    }
    const signals = city.spots.length + dense.length;
    const commune = city.commune.code;
    rows.push(...(await measureFigures(sql, { today, commune, parameters, signals })));
  });
  return rows;
}

async function measure(
  sql: TransactionSql,
  given: { name: string; ids: readonly number[]; parameters: MatchingParameters },
): Promise<Row[]> {
  const { name, ids, parameters } = given;
  // The first few find neither plans nor pages.
  for (const id of ids.slice(0, 20)) await findPlacesOfSignals(sql, [id], parameters);
  const times: number[] = [];
  const found = new Map<number, number | null>();
  for (const id of ids) {
    const start = performance.now();
    const places = await findPlacesOfSignals(sql, [id], parameters);
    times.push(performance.now() - start);
    found.set(id, places.get(id)?.pointId ?? null);
  }
  const naive: number[] = [];
  let unlike = 0;
  for (const id of ids.slice(0, NAIVE_RUNS)) {
    const start = performance.now();
    const place = await naiveMatch(sql, id, parameters);
    naive.push(performance.now() - start);
    if (place !== found.get(id)) unlike += 1;
  }
  const ours = { suite: SUITE, subject: PRODUCT, case: name };
  const theirs = { suite: SUITE, subject: NAIVE, case: name };
  const middle = percentile(times, 0.5);
  const matched = [...found.values()].filter((place) => place !== null).length;
  return [
    { ...ours, metric: 'p50', value: middle, unit: 'ms' },
    { ...ours, metric: 'p95', value: percentile(times, 0.95), unit: 'ms' },
    { ...ours, metric: 'p99', value: percentile(times, 0.99), unit: 'ms' },
    { ...ours, metric: 'found a place', value: (100 * matched) / ids.length, unit: '%' },
    { ...theirs, metric: 'p50', value: percentile(naive, 0.5), unit: 'ms' },
    { ...theirs, metric: 'ratio', value: percentile(naive, 0.5) / middle, unit: '×' },
    { ...theirs, metric: 'other answers', value: unlike, unit: 'signals' },
  ];
}

/** The same definition without boxes: all that an index could help with is the status. */
async function naiveMatch(
  sql: TransactionSql,
  signalId: number,
  { radius, window, compatibility }: MatchingParameters,
): Promise<number | null> {
  const compatible = JSON.stringify(compatibleCategories(compatibility));
  const [row] = await sql<{ pointId: number }[]>`
    select point.id as point_id
    from signal
    cross join point
    join cycle on cycle.point_id = point.id and cycle.number = point.cycle
    cross join lateral (
      select
        st_distance(point.geom::geography, signal.position::geography) as metres,
        case point.kind
          when 'business' then ${radius.business}::float8 else ${radius.public_area}::float8
        end as radius,
        sqrt(
          coalesce(signal.location_error_metres, ${radius.unknownErrorMetres}::float8) ^ 2
            + coalesce(point.location_error_metres, ${radius.unknownErrorMetres}::float8) ^ 2
        ) as uncertainty
    ) measured
    where signal.id = ${signalId} and point.merged_into is null
      and point.status in ('eliminated', 'handed_over', 'delisted')
      and signal.occurred_on - cycle.eliminated_on > ${window.graceDays}::integer
      and signal.occurred_on - cycle.eliminated_on <= ${window.windowDays}::integer
      and (
        signal.category is null or point.category in (
          select jsonb_array_elements_text(${compatible}::text::jsonb -> signal.category)
        )
      )
      and measured.metres
        <= greatest(measured.radius * ${radius.vicinityFactor}::float8, measured.uncertainty)
    order by
      measured.metres <= greatest(measured.radius, measured.uncertainty) desc, measured.metres,
      cycle.eliminated_on desc, point.id
    limit 1`;
  return row?.pointId ?? null;
}

/** Places out of the cells of about 100 m that hold the most closed ones. */
async function densestSpots(sql: TransactionSql): Promise<Spot[]> {
  return sql<Spot[]>`
    with cell as (
      select
        floor(st_x(anchor) * 1000) as east, floor(st_y(anchor) * 1000) as north,
        count(*) as places, min(st_x(anchor)) as longitude, min(st_y(anchor)) as latitude
      from point
      where status in ('eliminated', 'handed_over', 'delisted') and merged_into is null
      group by east, north
    )
    select longitude, latitude from cell order by places desc, east, north limit 200`;
}

/** Each spot moved a little, alike in every run. */
function aside(spots: readonly Spot[]): Spot[] {
  const random = seeded(7);
  const metres = () => (2 * random() - 1) * ASIDE_METRES;
  return spots.map(({ longitude, latitude }) => ({
    longitude: longitude + metres() / DEGREE_METRES.longitude,
    latitude: latitude + metres() / DEGREE_METRES.latitude,
  }));
}

/** Signals of every kind: each third without a category, each second without a known error. */
async function putSignals(
  sql: TransactionSql,
  spots: readonly Spot[],
  today: string,
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    insert into signal (
      origin, state, occurred_on, recorded_at, position, location_error_metres, category, raised_by
    )
    select
      'reported', 'unmatched', ${today}::date - (spot.number % 90)::integer, now(),
      st_setsrid(st_makepoint(spot.longitude, spot.latitude), 4326),
      case when spot.number % 2 = 0 then 10 + spot.number % 60 end,
      case when spot.number % 3 > 0 then (array['NN', 'KAR', 'CC-CV'])[1 + spot.number % 3] end,
      (select id from app_user order by id limit 1)
    from unnest(
      ${spots.map(({ longitude }) => longitude)}::float8[],
      ${spots.map(({ latitude }) => latitude)}::float8[]
    ) with ordinality as spot (longitude, latitude, number)
    returning id`;
  await sql`analyze signal`;
  return rows.map((row) => row.id);
}

async function rolledBack(
  city: BenchCity,
  work: (sql: TransactionSql) => Promise<void>,
): Promise<void> {
  try {
    await asSystem(city.database, async (sql) => {
      await work(sql);
      throw new RollBack();
    });
  } catch (thrown) {
    if (!(thrown instanceof RollBack)) throw thrown;
  }
}
