-- A day of a recurrence without its draft is told with its reason. Communes of the template that are no longer there are
-- counted like its teams.
alter table route_recurrence_day
  add column missing_communes integer not null default 0,
  drop constraint route_recurrence_day_reason_known,
  add constraint route_recurrence_day_reason_known check (
    reason in (
      'planner_gone', 'teams_gone', 'communes_gone', 'no_places', 'places_held', 'failed'
    )
  ),
  drop constraint route_recurrence_day_missing_not_negative,
  add constraint route_recurrence_day_missing_not_negative check (
    missing_stops >= 0 and missing_teams >= 0 and missing_communes >= 0
  );

do $lists$
declare
  listed text;
begin
  select pg_get_constraintdef(oid) into strict listed from pg_constraint
  where conname = 'notice_kind_known';
  execute 'alter table notice drop constraint notice_kind_known';
  execute 'alter table notice add constraint notice_kind_known '
    || replace(
      listed, $$'recurrence_incomplete'::text$$,
      $$'recurrence_incomplete'::text, 'recurrence_planner_gone'::text,
      'recurrence_teams_gone'::text, 'recurrence_communes_gone'::text,
      'recurrence_no_places'::text, 'recurrence_places_held'::text, 'recurrence_failed'::text$$
    );
end
$lists$;

create or replace function tell_of_recurrence() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform tell_people(
    case
      when new.reason = 'planner_gone'
      then people_with_role(array['planner'], null, new.tried_at)
      else array(select kept_by from route_recurrence where id = new.recurrence_id)
    end,
    'recurrence_' || coalesce(new.reason, 'incomplete'),
    'recurrence:' || new.recurrence_id || ':' || new.on_date || ':' || coalesce(new.reason, 'short'),
    null, new.recurrence_id, new.on_date, new.tried_at
  );
  return null;
end
$$;
drop trigger recurrence_is_told_to_people on route_recurrence_day;
create trigger recurrence_is_told_to_people after insert or update on route_recurrence_day
  for each row
  when (
    new.outcome = 'not_made' or new.missing_stops > 0 or new.missing_teams > 0
    or new.missing_communes > 0
  )
  execute function tell_of_recurrence();
