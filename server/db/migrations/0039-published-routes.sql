-- The teams in the street work by the last publication of a route. Later changes of the planners stay with them until
-- the next publication, which tells the teams what is new. So a publication keeps each team's day and stops as they
-- were, and row-level security goes by the publication, not the draft.

create table published_shift (
  route_id integer not null,
  version integer not null,
  shift_id integer not null,
  vehicle text not null,
  starts_at integer not null,
  ends_at integer not null,
  rest_from integer,
  rest_to integer,
  rest_minutes integer,
  start_place geometry(Point, 4326),
  end_place geometry(Point, 4326),
  most_stops integer,
  -- Times, lengths and broken rules of this team as the planner accepted them; never computed again.
  plan jsonb not null,
  -- The road networks behind these times.
  basis jsonb not null,
  constraint published_shift_pkey primary key (route_id, version, shift_id),
  constraint published_shift_version_fkey
    foreign key (route_id, version) references route_version (route_id, version),
  constraint published_shift_shift_fkey foreign key (shift_id) references route_shift (id)
);

create table published_stop (
  route_id integer not null,
  version integer not null,
  stop_id integer not null,
  shift_id integer not null,
  -- From 0 within the team's order.
  position integer not null,
  -- Seconds from midnight of the route's day.
  planned_start integer not null,
  service_minutes integer not null,
  window_from integer,
  window_to integer,
  lock_from integer,
  lock_to integer,
  constraint published_stop_pkey primary key (route_id, version, stop_id),
  constraint published_stop_shift_fkey
    foreign key (route_id, version, shift_id)
    references published_shift (route_id, version, shift_id),
  constraint published_stop_stop_fkey foreign key (stop_id) references stop (id)
);
create index published_stop_stop_index on published_stop (stop_id);
create index published_stop_shift_index on published_stop (shift_id);

-- Routes published before this table existed: the plan was stored, and the stops are as the teams got them.
insert into published_shift (
  route_id, version, shift_id, vehicle, starts_at, ends_at, rest_from, rest_to, rest_minutes,
  start_place, end_place, most_stops, plan, basis
)
select
  route.id, route.published_version, route_shift.id, route_shift.vehicle, route_shift.starts_at,
  route_shift.ends_at, route_shift.rest_from, route_shift.rest_to, route_shift.rest_minutes,
  route_shift.start_place, route_shift.end_place, route_shift.most_stops, planned.shift,
  coalesce(route_version.plan -> 'basis', '[]'::jsonb)
from route
join route_version
  on route_version.route_id = route.id and route_version.version = route.published_version
cross join lateral jsonb_array_elements(route_version.plan -> 'shifts') as planned (shift)
join route_shift
  on route_shift.route_id = route.id and route_shift.id = (planned.shift ->> 'shiftId')::integer;

insert into published_stop (
  route_id, version, stop_id, shift_id, position, planned_start, service_minutes, window_from,
  window_to, lock_from, lock_to
)
select
  published_shift.route_id, published_shift.version, stop.id, published_shift.shift_id,
  (given.number - 1)::integer, (given.stop ->> 'start')::float8::integer, stop.service_minutes,
  stop.window_from, stop.window_to, stop.lock_from, stop.lock_to
from published_shift
cross join lateral jsonb_array_elements(published_shift.plan -> 'stops') with ordinality
  as given (stop, number)
join stop
  on stop.route_id = published_shift.route_id and stop.id = (given.stop ->> 'stopId')::integer;

create trigger published_shift_is_immutable before update or delete on published_shift
  for each row execute function refuse_change();
create trigger published_stop_is_immutable before update or delete on published_stop
  for each row execute function refuse_change();

-- The stops that the street works by: those of the last publication, and those that a team added on its way. Not
-- granted to the application: the functions below read it with their owner's rights.
create view street_stop as
  select
    published_stop.stop_id, published_stop.shift_id, published_stop.route_id, stop.point_id,
    stop.inspection_object_id
  from published_stop
  join route
    on route.id = published_stop.route_id and route.published_version = published_stop.version
  join stop on stop.id = published_stop.stop_id
  union all
  select stop.id, stop.shift_id, stop.route_id, stop.point_id, stop.inspection_object_id
  from stop
  join route on route.id = stop.route_id and route.published_version is not null
  where stop.unplanned and not stop.removed
    and not exists (
      select from published_stop
      where published_stop.route_id = route.id
        and published_stop.version = route.published_version
        and published_stop.stop_id = stop.id
    );

-- The stops of the actor's own teams; not granted either.
create view own_street_stop as
  select street_stop.stop_id, street_stop.point_id, street_stop.inspection_object_id
  from street_stop
  where actor_reach() = 'routes' and street_stop.shift_id in (select actor_shift_ids());

-- True for a stop of the actor's own team; for a planner all stops are.
create function actor_works_stop(given_stop_id integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return case
    when actor_role() = 'planner' then true
    else exists (select from own_street_stop where own_street_stop.stop_id = given_stop_id)
  end;

create function stop_is_in_the_street(given_stop_id integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return exists (select from street_stop where street_stop.stop_id = given_stop_id);

create or replace function actor_sees_point(given_point_id integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return case actor_reach()
    when 'city' then true
    when 'communes' then exists (
      select from point_commune
      where point_commune.point_id = given_point_id
        and point_commune.commune_id = any (actor_commune_ids())
    )
    when 'routes' then exists (
      select from point
      where point.id = given_point_id and point.proposed_by = actor_account_id()
    ) or exists (
      select from own_street_stop where own_street_stop.point_id = given_point_id
    )
    else false
  end;

create or replace function actor_point_ids() returns setof integer
  language sql stable security definer set search_path = public, pg_temp rows 1000
  begin atomic
    select point_commune.point_id
    from point_commune
    where actor_reach() = 'communes' and point_commune.commune_id = any (actor_commune_ids())
    union
    select point.id
    from point
    where actor_reach() = 'routes' and point.proposed_by = actor_account_id()
    union
    select own_street_stop.point_id
    from own_street_stop
    where own_street_stop.point_id is not null;
  end;

create or replace function actor_inspection_object_ids() returns setof integer
  language sql stable security definer set search_path = public, pg_temp rows 100
  begin atomic
    select own_street_stop.inspection_object_id
    from own_street_stop
    where own_street_stop.inspection_object_id is not null;
  end;

create or replace function actor_sees_route(given_route_id integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return case
    when actor_role() = 'planner' then true
    when actor_reach() = 'routes' then exists (
      select from route_shift
      where route_shift.route_id = given_route_id
        and route_shift.id in (select actor_shift_ids())
    )
    when actor_reach() in ('city', 'communes') then exists (
      select from route
      where route.id = given_route_id
        and (route.state = 'done' or (route.state = 'published' and not route.unannounced))
        and (
          actor_reach() = 'city'
          or exists (
            select from street_stop
            join point_commune on point_commune.point_id = street_stop.point_id
            where street_stop.route_id = route.id
              and point_commune.commune_id = any (actor_commune_ids())
          )
          or exists (
            select from street_stop
            join inspection_object on inspection_object.id = street_stop.inspection_object_id
            where street_stop.route_id = route.id
              and inspection_object.commune_id = any (actor_commune_ids())
          )
        )
    )
    else false
  end;

drop policy stop_within_reach on stop;
create policy stop_within_reach on stop for select to diaban_app
  using (
    (select actor_role()) = 'planner'
    or case actor_reach()
      -- One's own unplanned stop is recognised by its row alone: while the row is being written no other row mentions
      -- it.
      when 'routes' then actor_works_stop(id) or (unplanned and added_by = actor_account_id())
      when 'city' then actor_sees_route(route_id) and stop_is_in_the_street(id)
      when 'communes' then actor_sees_route(route_id) and stop_is_in_the_street(id) and (
        actor_sees_point(point_id)
        or exists (
          select from inspection_object where inspection_object.id = stop.inspection_object_id
        )
      )
      else false
    end
  );
drop policy stop_changed_by_planner_or_team on stop;
create policy stop_changed_by_planner_or_team on stop for update to diaban_app
  using (actor_role() = 'planner' or actor_works_stop(id))
  with check (actor_role() = 'planner' or actor_works_stop(id));

-- The team that was there is the team of the publication, not of the present draft.
create or replace function signal_visitors(given_signal_id integer) returns setof text
  language sql stable security definer set search_path = public, pg_temp rows 4
  begin atomic
    select distinct team_member.account_id
    from signal
    join street_stop on street_stop.point_id = signal.named_point_id
    join stop_result
      on stop_result.stop_id = street_stop.stop_id and stop_result.result = 'signs'
      and stop_result.recorded_by = signal.raised_by
      and city_date(stop_result.finished_at) = signal.occurred_on
    join route_shift on route_shift.id = street_stop.shift_id
    join team_member on team_member.team_id = route_shift.team_id
    where signal.id = given_signal_id and signal.origin = 'found' and actor_reach() = 'city';
  end;

grant select, insert on published_shift, published_stop to diaban_app;
grant execute on function actor_works_stop(integer), stop_is_in_the_street(integer) to diaban_app;

alter table published_shift enable row level security;
alter table published_stop enable row level security;
create policy published_shift_within_reach on published_shift for select to diaban_app
  using (
    actor_works_shift(shift_id)
    or (actor_reach() in ('city', 'communes') and actor_sees_route(route_id))
  );
create policy published_shift_by_planner on published_shift for insert to diaban_app
  with check (actor_role() = 'planner');
create policy published_stop_within_reach on published_stop for select to diaban_app
  using (
    actor_works_shift(shift_id)
    or (
      actor_reach() in ('city', 'communes')
      and exists (select from stop where stop.id = published_stop.stop_id)
    )
  );
create policy published_stop_by_planner on published_stop for insert to diaban_app
  with check (actor_role() = 'planner');
