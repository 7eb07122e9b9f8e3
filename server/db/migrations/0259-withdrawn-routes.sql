-- A published route can be withdrawn, with a reason. A draft that nobody touched is laid aside until somebody edits it; a
-- deleted one is kept for the log and for what refers to it, and read by nobody.
alter table route drop constraint route_state_known, drop constraint route_publication_complete;
alter table route
  add column withdrawn_by text,
  add column withdrawn_at timestamptz,
  add column withdrawn_reason text,
  add constraint route_state_known check (
    state in ('draft', 'laid_aside', 'published', 'withdrawn', 'done', 'deleted')
  ),
  add constraint route_publication_complete check (
    (state in ('draft', 'laid_aside', 'deleted')) = (published_by is null)
    and (published_by is null) = (published_at is null)
  ),
  add constraint route_withdrawn_by_fkey foreign key (withdrawn_by) references app_user (id),
  add constraint route_withdrawal_complete check (
    (state = 'withdrawn') = (withdrawn_by is not null)
    and (state = 'withdrawn') = (withdrawn_at is not null)
    and (state = 'withdrawn') = (withdrawn_reason is not null)
  );

create or replace function actor_shift_ids() returns setof integer
  language sql stable security definer set search_path = public, pg_temp rows 20
  begin atomic
    select route_shift.id
    from team_member
    join route_shift on route_shift.team_id = team_member.team_id
    join route on route.id = route_shift.route_id
    where team_member.account_id = actor_account_id()
      and route.state in ('published', 'withdrawn', 'done');
  end;

-- A withdrawn route shows its team no place any more. What a phone had recorded on it still comes in: it is held, and
-- entered in the register like that of an unannounced route which is done.
create or replace view own_street_stop as
  select street_stop.stop_id, street_stop.point_id, street_stop.inspection_object_id
  from street_stop
  join route on route.id = street_stop.route_id and route.state <> 'withdrawn'
  where actor_reach() = 'routes' and street_stop.shift_id in (select actor_shift_ids())
  union
  select stop.id, stop.point_id, stop.inspection_object_id
  from held_result
  join stop_result on stop_result.id = held_result.result_id
  join stop on stop.id = stop_result.stop_id
  join route on route.id = stop_result.route_id
  where actor_reach() = 'routes' and held_result.recorded_by = actor_account_id()
    and route.state in ('done', 'withdrawn');

do $lists$
declare
  listed text;
begin
  select pg_get_constraintdef(oid) into strict listed from pg_constraint
  where conname = 'notice_kind_known';
  execute 'alter table notice drop constraint notice_kind_known';
  execute 'alter table notice add constraint notice_kind_known '
    || replace(listed, $$'route_changed'::text$$, $$'route_changed'::text, 'route_withdrawn'::text$$);
end
$lists$;

-- The teams learn it in their bell, and open pages at once.
create function tell_of_withdrawn_route() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform tell_people(
    array(
      select team_member.account_id
      from published_shift
      join route_shift on route_shift.id = published_shift.shift_id
      join team_member on team_member.team_id = route_shift.team_id
      where published_shift.route_id = new.id and published_shift.version = new.published_version
        and team_member.account_id <> new.withdrawn_by
    ),
    'route_withdrawn', 'route:' || new.id || ':withdrawn', null, new.id, new.on_date,
    new.withdrawn_at
  );
  perform pg_notify('diaban_route_orders', '');
  return null;
end
$$;
revoke all on function tell_of_withdrawn_route() from public;
create trigger withdrawn_route_is_told_to_people after update of state on route
  for each row when (new.state = 'withdrawn' and old.state <> 'withdrawn')
  execute function tell_of_withdrawn_route();
