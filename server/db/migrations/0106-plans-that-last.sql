-- Functions that many requests call, in PL/pgSQL: its plans last as long as the session, those of a function in SQL are
-- made again for every statement. What they answer stays as it was.

create or replace function actor_point_ids() returns setof integer
  language plpgsql stable security definer set search_path = public, pg_temp rows 1000 as $$
declare
  reach constant text := actor_reach();
begin
  if reach = 'communes' then
    return query
      select point_commune.point_id
      from point_commune
      where point_commune.commune_id = any (actor_commune_ids());
  elsif reach = 'routes' then
    return query
      select point.id
      from point
      where point.proposed_by = actor_account_id()
      union
      select own_street_stop.point_id
      from own_street_stop
      where own_street_stop.point_id is not null;
  end if;
end
$$;

create or replace function actor_work(given_on date)
  returns table (kind text, subject_id integer, point_id integer, due_on date, since date)
  language plpgsql stable security definer set search_path = public, pg_temp rows 1000
as $$
#variable_conflict use_column
begin
  return query
  with own as materialized (
    select
      point.id, point.status, point.cycle, bool_or(point_commune.lead) as lead
    from point_commune
    -- One by one by their ids: a join would read the points of the whole register.
    cross join lateral (
      select point.id, point.status, point.cycle
      from point
      where point.id = point_commune.point_id and point.merged_into is null
      offset 0
    ) as point
    where actor_reach() = 'communes' and point_commune.commune_id = any (actor_commune_ids())
    group by point.id, point.status, point.cycle
  )
  select 'handover', handover.id, handover.point_id, handover.answer_due_on, handover.proposed_on
  from handover
  where actor_reach() = 'communes' and handover.state = 'pending'
    and handover.commune_id = any (actor_commune_ids())
  union all
  select
    'check', own.id, own.id,
    min(point_flag.due_on), min(point_flag.from_on)
  from own
  join point_flag on point_flag.point_id = own.id
  where own.status in ('eliminated', 'handed_over')
    and point_flag.flag in ('check_due', 'check_overdue', 'unchecked')
    and (point_flag.to_on is null or point_flag.to_on > given_on)
  group by own.id
  -- Due, overdue, or never looked at: then the day of the first look counts, though it has yet to come.
  having bool_or(point_flag.from_on <= given_on)
  union all
  -- A suspicion is answered by a look at the place; from then on the city's conclusion is awaited.
  select
    case
      when own.status in ('eliminated', 'handed_over', 'delisted') and not exists (
        select from check_record
        where check_record.point_id = own.id and check_record.checked_on >= signal.occurred_on
          and check_record.result <> 'could_not_check'
      ) then 'suspicion'
      else 'signal'
    end,
    signal.id, own.id, null, city_date(signal.recorded_at)
  from own
  join signal on signal.point_id = own.id
  where signal.state = 'suspected'
  union all
  select 'reply', reply_request.id, own.id, reply_request.due_on, reply_request.asked_on
  from own
  join reply_request on reply_request.point_id = own.id
  where own.lead and not exists (
    select from reply
    where reply.point_id = own.id and reply.cycle = reply_request.cycle and reply.state = 'filed'
  )
  union all
  -- The proposer's side: refusals that nobody has answered, and own proposals past their deadline.
  select
    case when handover.state = 'refused' then 'refusal' else 'unanswered' end,
    handover.id, handover.point_id,
    case when handover.state = 'pending' then handover.answer_due_on end,
    coalesce(handover.answered_on, handover.proposed_on)
  from handover
  join point on point.id = handover.point_id
  where actor_reach() = 'city'
    -- Nobody proposed to a successor: its refusal waits for everybody on the city's side.
    and (handover.proposed_by = actor_account_id() or handover.proposed_by is null)
    and handover.state in ('pending', 'refused')
    and (
      (handover.state = 'refused' and handover.responded_on is null)
      or (handover.state = 'pending' and handover.answer_due_on < given_on)
    )
    and point.cycle = handover.cycle and point.merged_into is null
    and not exists (
      select from handover later
      where later.point_id = handover.point_id and later.cycle = handover.cycle
        and later.attempt > handover.attempt
    );
end
$$;

create or replace function address_near(place geometry, has_door boolean) returns text
  language plpgsql stable set search_path = public, pg_temp as $$
begin
  return (
    with reach as (
      select
        (setting.value ->> 'doorMetres')::float8 as door_metres,
        (setting.value ->> 'streetMetres')::float8 as street_metres
      from setting
      where setting.key = 'address.reach' and setting.valid_from <= current_date
      order by setting.valid_from desc
      limit 1
    ),
    door as (
      select
        concat_ws(
          ' ', entry.house_number, 'ngõ ' || nullif(entry.alleys, ''), entry.street
        ) as address,
        coalesce(entry.error_metres, gazetteer.error_metres) as error_metres,
        st_distance(entry.geom::geography, place::geography) as metres
      from gazetteer_entry entry
      join gazetteer on gazetteer.id = entry.gazetteer_id and gazetteer.withdrawn_at is null
      where has_door
        and entry.street is not null and (entry.house_number is not null or entry.alleys is not null)
        and entry.geom && st_expand(place, 0.002)
      order by entry.geom <-> place
      limit 1
    ),
    street as (
      select
        entry.street as address,
        coalesce(entry.error_metres, gazetteer.error_metres) as error_metres,
        st_distance(entry.geom::geography, place::geography) as metres
      from gazetteer_entry entry
      join gazetteer on gazetteer.id = entry.gazetteer_id and gazetteer.withdrawn_at is null
      where entry.street is not null and entry.house_number is null and entry.alleys is null
        and entry.geom && st_expand(place, 0.002)
      order by entry.geom <-> place
      limit 1
    )
    select coalesce(
      (
        select door.address from door, reach
        where door.metres <= coalesce(door.error_metres, 0) + reach.door_metres
      ),
      (
        select street.address from street, reach
        where street.metres <= coalesce(street.error_metres, 0) + reach.street_metres
      )
    )
  );
end
$$;

create or replace function everything_is_told() returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (
    select from point_change where transaction = pg_current_xact_id() and point_id is null
  );
end
$$;

-- What lists show of points beside the rows of the points themselves, for those within the asker's reach. The policies
-- of each of these tables would ask again, row by row, whether the point lies within reach; here each point is asked for
-- once. The last event is kept; only a day before it needs the events themselves.
create function facts_of_points(given_ids integer[], given_on date)
  returns table (
    point_id integer, last_event_on date, answer_overdue_days integer, reply text, next_check_on date, flags text[],
    communes jsonb
  )
  language plpgsql stable security definer set search_path = public, pg_temp rows 50 as $$
#variable_conflict use_column
begin
  return query
  select
    point.id,
    (
      select case
        when point_last_event.on_day <= given_on then point_last_event.on_day
        else (
          select max(event_in_force.effective_on)
          from event_in_force
          where event_in_force.point_id = point_last_event.point_id
            and event_in_force.kind not in ('corrected', 'annulled')
            and event_in_force.annulled_by is null and event_in_force.effective_on <= given_on
        )
      end
      from point_last_event
      where point_last_event.point_id = point.id
    ),
    (
      select max(given_on - handover.answer_due_on)
      from handover
      where handover.point_id = point.id and handover.state = 'pending'
        and handover.answer_due_on < given_on
    ),
    (
      select case
        when exists (
          select from reply
          where reply.point_id = reply_request.point_id and reply.cycle = reply_request.cycle
            and reply.state = 'filed'
        ) then 'filed' else 'asked' end
      from reply_request
      where reply_request.point_id = point.id and reply_request.cycle = point.cycle
    ),
    (
      select point_flag.due_on
      from point_flag
      where point_flag.point_id = point.id and point_flag.due_on is not null
        and (point_flag.to_on is null or point_flag.to_on > given_on)
      order by point_flag.from_on
      limit 1
    ),
    (
      select coalesce(array_agg(point_flag.flag order by point_flag.flag), '{}')
      from point_flag
      where point_flag.point_id = point.id and point_flag.from_on <= given_on
        and (point_flag.to_on is null or point_flag.to_on > given_on)
    ),
    (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id', commune.id, 'code', commune.code, 'name', commune.name, 'type', commune.type,
            'lead', point_commune.lead
          )
          order by point_commune.lead desc, commune.name
        ),
        '[]'
      )
      from point_commune
      -- One by one by their ids: a join would read all communes for each point.
      cross join lateral (
        select commune.id, commune.code, commune.name, commune.type
        from commune
        where commune.id = point_commune.commune_id
        offset 0
      ) as commune
      where point_commune.point_id = point.id
    )
  from point
  where point.id = any (given_ids) and actor_sees_point(point.id);
end
$$;
revoke all on function facts_of_points(integer[], date) from public;
grant execute on function facts_of_points(integer[], date) to diaban_app;
