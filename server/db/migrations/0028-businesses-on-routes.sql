-- A route also goes to businesses that are to be inspected. A stop is at a point, at a business or at a place
-- that the register does not know; an inspector sees the businesses of the own routes.

alter table stop
  add column inspection_object_id integer,
  add constraint stop_inspection_object_fkey
    foreign key (inspection_object_id) references inspection_object (id),
  -- The label keeps the name of a business as it was when the stop was added.
  drop constraint stop_names_a_place,
  add constraint stop_names_a_place check (point_id is not null or label is not null),
  add constraint stop_is_at_one_place check (num_nonnulls(point_id, inspection_object_id) <= 1);
create unique index stop_business_once_per_route on stop (route_id, inspection_object_id)
  where not removed;
create index stop_inspection_object_index on stop (inspection_object_id) where not removed;

comment on column route_draw.pool is 'numbers of points, and of businesses below zero';
comment on column route_draw.drawn is 'numbers of points, and of businesses below zero';

-- What a team saw where no listed point is; it may speak of one nearby.
alter table signal
  add column stop_result_id uuid,
  add constraint signal_stop_result_fkey foreign key (stop_result_id) references stop_result (id),
  add constraint signal_stop_result_is_one_signal unique (stop_result_id),
  add constraint signal_of_stop_is_found check (stop_result_id is null or origin = 'found');
create index stop_result_signs_index on stop_result (id) where result = 'signs';

create or replace function actor_inspection_object_ids() returns setof integer
  language sql stable security definer set search_path = public, pg_temp rows 100
  begin atomic
    select stop.inspection_object_id
    from stop
    where actor_reach() = 'routes' and stop.inspection_object_id is not null and not stop.removed
      and stop.shift_id in (select actor_shift_ids());
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
            select from stop
            join point_commune on point_commune.point_id = stop.point_id
            where stop.route_id = route.id and not stop.removed
              and point_commune.commune_id = any (actor_commune_ids())
          )
          or exists (
            select from stop
            join inspection_object on inspection_object.id = stop.inspection_object_id
            where stop.route_id = route.id and not stop.removed
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
      when 'routes' then actor_works_shift(shift_id)
      when 'city' then actor_sees_route(route_id)
      when 'communes' then actor_sees_route(route_id) and (
        actor_sees_point(point_id)
        or exists (
          select from inspection_object where inspection_object.id = stop.inspection_object_id
        )
      )
      else false
    end
  );
drop policy stop_by_planner_or_unplanned on stop;
create policy stop_by_planner_or_unplanned on stop for insert to diaban_app
  with check (
    added_by = actor_account_id()
    and (
      actor_role() = 'planner'
      or (
        unplanned and point_id is null and inspection_object_id is null
        and actor_works_shift(shift_id)
      )
    )
  );
