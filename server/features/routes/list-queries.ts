import type { RouteListQuery, RouteSummary } from '#server/contract/route.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { RouteRow } from './queries.ts';

type ListedRoute = Omit<RouteSummary, 'draftDiffers'> & Pick<RouteRow, 'publishedVersion'>;

/**
 * Lists routes within reach, latest day first, with the number of all that match; drafts laid aside only where asked for.
 * `words` are folded; each must be in the title or in the name of a team.
 */
export async function listRoutes(
  sql: TransactionSql,
  query: RouteListQuery & { words: readonly string[] },
): Promise<{ items: ListedRoute[]; total: number }> {
  const { words, state = null, from = null, to = null } = query;
  const teams = sql`
    (
      select coalesce(array_agg(team.name order by route_shift.id), '{}')
      from route_shift
      join team on team.id = route_shift.team_id
      where route_shift.route_id = route.id
    )`;
  const matching = sql`
    route.state <> 'deleted' and route.state = coalesce(${state}, nullif(route.state, 'laid_aside'))
    and (${from}::date is null or route.on_date >= ${from}::date)
    and (${to}::date is null or route.on_date <= ${to}::date)
    ${
      words.length === 0
        ? sql``
        : sql`
          and not exists (
            select from unnest(${[...words]}::text[]) as word (text)
            where position(
              word.text in fold_text(route.title || ' ' || array_to_string(${teams}, ' '))
            ) = 0
          )`
    }
    ${touches(sql, query.commune)}`;
  const [counted] = await sql<{ total: number }[]>`
    select count(*)::int as total from route where ${matching}`;
  const items = await sql<ListedRoute[]>`
    select
      route.id, route.title, route.on_date, route.kind, route.unannounced, route.state,
      route.version, route.published_at, route.published_version,
      coalesce(app_user.name, '') as created_by, ${teams} as teams, counted.stops, counted.done,
      case
        when origin.id is not null
        then jsonb_build_object('id', origin.id, 'title', origin.title, 'onDate', origin.on_date)
      end as copied_from,
      case
        when recurrence.id is not null
        then jsonb_build_object('id', recurrence.id, 'title', recurrence.title)
      end as recurrence
    from route
    left join app_user on app_user.id = route.created_by
    left join route origin on origin.id = route.copied_from and origin.state <> 'deleted'
    left join route_recurrence_day made on made.route_id = route.id
    left join route_recurrence recurrence on recurrence.id = made.recurrence_id
    left join lateral (
      select
        count(*)::int as stops,
        count(*) filter (where stop.state in ('done', 'could_not_check'))::int as done
      from stop
      where stop.route_id = route.id and not stop.removed
    ) counted on true
    where ${matching}
    order by route.on_date desc, route.id desc
    limit ${query.limit} offset ${Number(query.cursor ?? 0)}`;
  return { items, total: counted?.total ?? 0 };
}

/** Routes with a stop at a place in a commune of that code. */
function touches(sql: TransactionSql, commune: string | undefined) {
  if (commune === undefined) return sql``;
  return sql`
    and exists (
      select from stop
      join commune on commune.code = ${commune}
      where stop.route_id = route.id and not stop.removed
        and (
          exists (
            select from point_commune
            where point_commune.point_id = stop.point_id
              and point_commune.commune_id = commune.id
          )
          or exists (
            select from inspection_object object
            where object.id = stop.inspection_object_id and object.commune_id = commune.id
          )
        )
    )`;
}
