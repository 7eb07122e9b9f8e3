-- Other processes on the same database hear of every commit that changed points, by the commit itself.
-- The embedded database has one process; there nobody listens.

create function tell_of_changed_points() returns trigger
  language plpgsql as $$
declare
  changed text;
begin
  -- A payload holds 8,000 bytes: after an import of thousands the listeners read everything again.
  select case when count(distinct added.point_id) <= 500
    then string_agg(distinct added.point_id::text, ',') else 'all' end
  into changed
  from added;
  if changed is not null then perform pg_notify('diaban_points', changed); end if;
  return null;
end
$$;
create trigger event_is_told after insert on event
  referencing new table as added
  for each statement execute function tell_of_changed_points();

create function tell_of_changed_boundaries() returns trigger
  language plpgsql as $$
begin
  perform pg_notify('diaban_points', 'all');
  return null;
end
$$;
create trigger boundary_set_is_told after insert or update on boundary_set
  for each statement execute function tell_of_changed_boundaries();
