-- Results of stops on unannounced routes that the register of places and businesses does not know yet. They are entered
-- there when the route is done: before that, the place's history, flags and signals would tell where the team is.
create table held_result (
  result_id uuid not null,
  recorded_by text not null,
  constraint held_result_pkey primary key (result_id),
  constraint held_result_result_fkey foreign key (result_id) references stop_result (id),
  constraint held_result_recorded_by_fkey foreign key (recorded_by) references app_user (id)
);
grant select, insert, delete on held_result to diaban_app;
alter table held_result enable row level security;
-- A result is also entered in the name of the inspector who recorded it.
create policy held_result_of_its_recorder on held_result to diaban_app
  using (recorded_by = actor_account_id()) with check (recorded_by = actor_account_id());

-- A member who has left the team still reaches the stops of the own results while they are entered.
create or replace view own_street_stop as
  select street_stop.stop_id, street_stop.point_id, street_stop.inspection_object_id
  from street_stop
  where actor_reach() = 'routes' and (
    street_stop.shift_id in (select actor_shift_ids())
    or exists (
      select from held_result
      join stop_result on stop_result.id = held_result.result_id
      join route on route.id = stop_result.route_id
      where held_result.recorded_by = actor_account_id()
        and stop_result.stop_id = street_stop.stop_id and route.state = 'done'
    )
  );
