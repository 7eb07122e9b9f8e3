import type { TokenCollection } from '#server/contract/token.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { STATUSES_SHOWN_UNASKED } from '#server/live-engine/engine-query.ts';

import type { Fragment } from './value-queries.ts';

/** States of points on the evening that is asked for; arrays of one length, in the order of `ids`. */
export type PastStates = {
  ids: readonly number[];
  statuses: readonly string[];
  since: readonly string[];
  cycles: readonly number[];
  /** Flags of each point, joined by commas. */
  flags: readonly string[];
};

type Asked = { today: IsoDate; past: PastStates | null; anchors: boolean };

/** Rows of each collection but the points: `id`, the columns of `rules/collections.ts` and `geometry` in WGS 84. */
const ROWS: Readonly<
  Record<Exclude<TokenCollection, 'points'>, (sql: TransactionSql, shape: Fragment) => Fragment>
> = {
  events: (sql, shape) => sql`
        select
          happened.id, happened.point_id, point.code as point_code, happened.cycle, happened.kind,
          happened.effective_on, happened.recorded_at, happened.document_number,
          late_days(happened.effective_on, happened.recorded_at) as entered_late_days,
          happened.status_after, ${shape} as geometry
        from event_in_force happened
        join point on point.id = happened.point_id`,
  cycles: (sql, shape) => sql`
        select
          cycle.point_id * 1000::bigint + cycle.number as id, cycle.point_id,
          point.code as point_code, cycle.number, cycle.opened_on, cycle.opened_by,
          cycle.eliminated_on, cycle.elimination_way, cycle.handed_over_on, ${shape} as geometry
        from cycle
        join point on point.id = cycle.point_id`,
  communes: (sql) => sql`
        select
          commune.id, commune.code, commune.name, commune.type, commune.valid_from,
          commune.valid_to, boundary.geom as geometry
        from commune
        left join boundary_set on boundary_set.active
        left join boundary
          on boundary.set_id = boundary_set.id and boundary.commune_id = commune.id`,
  checks: (sql, shape) => sql`
        select
          check_record.event_id as id, check_record.point_id, point.code as point_code,
          check_record.cycle, check_record.checked_on, check_record.result,
          late_days(check_record.checked_on, event.recorded_at) as entered_late_days,
          ${shape} as geometry
        from check_record
        join event on event.id = check_record.event_id
        join point on point.id = check_record.point_id`,
  'inspection-objects': (sql) => sql`
        select
          inspected.id, inspected.code, inspected.name, category.name as category,
          inspected.address, inspected.state, inspected.closed_on, commune.code as commune_code,
          inspected.position as geometry
        from inspection_object inspected
        join category on category.code = inspected.category
        join commune on commune.id = inspected.commune_id`,
  routes: (sql) => sql`
        select
          route.id, route.title, route.on_date, route.kind, route.state,
          route.published_version as version, visited.stops, visited.geometry
        from route
        cross join lateral (
          select
            count(*)::integer as stops,
            st_collect(
              coalesce(point.anchor, inspected.position)
              order by published_stop.shift_id, published_stop.position
            ) as geometry
          from published_stop
          join stop on stop.id = published_stop.stop_id
          left join point on point.id = stop.point_id
          left join inspection_object inspected on inspected.id = stop.inspection_object_id
          where published_stop.route_id = route.id
            and published_stop.version = route.published_version
        ) visited
        where route.published_version is not null`,
};

/**
 * Gives the rows of a collection as a table expression. Row-level security leaves out what is beyond the reader's reach.
 */
export function rowsOf(
  sql: TransactionSql,
  id: TokenCollection,
  { today, past, anchors }: Asked,
): Fragment {
  const shape = anchors ? sql`point.anchor` : sql`point.geom`;
  if (id !== 'points') return ROWS[id](sql, shape);
  return past === null ? points(sql, today, shape) : pointsOn(sql, past, shape);
}

function points(sql: TransactionSql, today: IsoDate, shape: Fragment): Fragment {
  return sql`
    select
      point.id, point.code, point.official_name as name, category.name as category, point.kind,
      point.status, point.status_since, point.cycle,
      greatest(point.cycle - 1, 0) as recurrences,
      array(
        select point_flag.flag from point_flag
        where point_flag.point_id = point.id and point_flag.from_on <= ${today}::date
          and (point_flag.to_on is null or point_flag.to_on > ${today}::date)
        order by point_flag.flag
      ) as flags,
      exists (
        select from point_flag
        where point_flag.point_id = point.id and point_flag.flag = 'suspected'
          and point_flag.from_on <= ${today}::date
          and (point_flag.to_on is null or point_flag.to_on > ${today}::date)
      ) as suspected,
      lead.code as commune_code, lead.name as commune, point.address,
      point.location_error_metres, ${shape} as geometry
    from point
    join category on category.code = point.category
    ${leadCommune(sql)}
    where point.merged_into is null and point.status = any (${[...STATUSES_SHOWN_UNASKED]}::text[])`;
}

/** The points of some ids as they were on another evening. */
function pointsOn(sql: TransactionSql, past: PastStates, shape: Fragment): Fragment {
  return sql`
    select
      point.id, point.code, point.official_name as name, category.name as category, point.kind,
      then_was.status, then_was.since as status_since, then_was.cycle,
      greatest(then_was.cycle - 1, 0) as recurrences,
      string_to_array(then_was.flags, ',') as flags,
      'suspected' = any (string_to_array(then_was.flags, ',')) as suspected,
      lead.code as commune_code, lead.name as commune, point.address,
      point.location_error_metres, ${shape} as geometry
    from unnest(
      ${[...past.ids]}::integer[], ${[...past.statuses]}::text[], ${[...past.since]}::date[],
      ${[...past.cycles]}::integer[], ${[...past.flags]}::text[]
    ) as then_was (id, status, since, cycle, flags)
    join point on point.id = then_was.id
    join category on category.code = point.category
    ${leadCommune(sql)}`;
}

/**
 * Joins the commune that leads at a point, as `lead`. It is looked up by its key: as a joined subselect the planner would
 * read all communes for each point.
 */
function leadCommune(sql: TransactionSql): Fragment {
  return sql`
    left join commune lead on lead.id = (
      select point_commune.commune_id
      from point_commune
      where point_commune.point_id = point.id
      order by point_commune.lead desc, point_commune.commune_id
      limit 1
    )`;
}

/** Ids of a collection, also of rows that it leaves out: enough to know the largest, which an index tells at once. */
export function idsOf(sql: TransactionSql, id: TokenCollection): Fragment {
  switch (id) {
    case 'points':
      return sql`select point.id from point`;
    case 'events':
      return sql`select event.id from event`;
    case 'cycles':
      return sql`select max(point.id) * 1000::bigint + 999 as id from point`;
    case 'checks':
      return sql`select check_record.event_id as id from check_record`;
    case 'communes':
    case 'inspection-objects':
    case 'routes':
      return ROWS[id](sql, sql`null`);
  }
}

/** Geometries within which all those of a collection lie, without what else a row costs. */
export function shapesOf(sql: TransactionSql, id: TokenCollection): Fragment {
  switch (id) {
    case 'points':
    case 'events':
    case 'cycles':
    case 'checks':
      return sql`select point.geom as geometry from point`;
    case 'communes':
    case 'inspection-objects':
    case 'routes':
      return ROWS[id](sql, sql`null`);
  }
}
