-- Other processes on the same database hear of what changes for planners and teams in the street: a publication, a
-- result, a stop that a team added, the end of a day. Their open event streams pass it on. A message names nothing. The
-- embedded database has one process; there nobody listens.

create function tell_of_route_orders() returns trigger
  language plpgsql as $$
begin
  perform pg_notify('diaban_route_orders', '');
  return null;
end
$$;

create function tell_of_route_results() returns trigger
  language plpgsql as $$
begin
  perform pg_notify('diaban_route_results', '');
  return null;
end
$$;

create trigger published_shift_is_told after insert on published_shift
  for each statement execute function tell_of_route_orders();
create trigger stop_result_is_told after insert on stop_result
  for each statement execute function tell_of_route_results();
create trigger unplanned_stop_is_told after insert on stop
  for each row when (new.unplanned) execute function tell_of_route_results();
create trigger route_shift_end_is_told after update of finished_at on route_shift
  for each statement execute function tell_of_route_results();

-- A stop that an earlier publication gave to the actor's own team. A phone without a network may have looked at it before
-- the team heard that it had gone to another team or out of the route: that result is kept.
create function actor_worked_stop(given_stop_id integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return actor_reach() = 'routes' and exists (
    select from published_stop
    where published_stop.stop_id = given_stop_id
      and published_stop.shift_id in (select actor_shift_ids())
  );
grant execute on function actor_worked_stop(integer) to diaban_app;

drop policy stop_within_reach on stop;
create policy stop_within_reach on stop for select to diaban_app
  using (
    (select actor_role()) = 'planner'
    or case actor_reach()
      -- One's own unplanned stop is recognised by its row alone: while the row is being written no other row mentions
      -- it.
      when 'routes' then
        actor_works_stop(id) or actor_worked_stop(id)
        or (unplanned and added_by = actor_account_id())
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
  using (actor_role() = 'planner' or actor_works_stop(id) or actor_worked_stop(id))
  with check (actor_role() = 'planner' or actor_works_stop(id) or actor_worked_stop(id));

-- A held result is entered in the register in the name of its recorder when the route is done, also where the stop has
-- left the route or gone to another team meanwhile.
create or replace view own_street_stop as
  select street_stop.stop_id, street_stop.point_id, street_stop.inspection_object_id
  from street_stop
  where actor_reach() = 'routes' and street_stop.shift_id in (select actor_shift_ids())
  union
  select stop.id, stop.point_id, stop.inspection_object_id
  from held_result
  join stop_result on stop_result.id = held_result.result_id
  join stop on stop.id = stop_result.stop_id
  join route on route.id = stop_result.route_id
  where actor_reach() = 'routes' and held_result.recorded_by = actor_account_id()
    and route.state = 'done';
