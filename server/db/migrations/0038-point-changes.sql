-- Which points every commit changed, in whatever way the map would show. From a snapshot on, the rows whose
-- transaction it does not see are exactly what has changed since: numbers and times are given before commits
-- and prove nothing, snapshots do. A kept copy of the map is caught up by this log, and so are other processes.

create table point_change (
  -- Null: more than is worth telling apart.
  point_id integer,
  transaction xid8 not null default pg_current_xact_id(),
  recorded_at timestamptz not null default now(),
  constraint point_change_once unique nulls not distinct (transaction, point_id)
);
alter table point_change enable row level security;

-- The copies that were written of the map, each named in its file. A row is only believed where it stands as
-- its own transaction wrote it: a dump brings it into another history of transactions, where it proves nothing,
-- and a volume that was set back to an earlier day does not hold it at all.
create table engine_copy (
  id uuid not null,
  transaction xid8 not null default pg_current_xact_id(),
  written_at timestamptz not null default now(),
  constraint engine_copy_pkey primary key (id)
);
alter table engine_copy enable row level security;

-- The log takes the place of what told other processes of events, replies, boundaries and schedules.
drop trigger event_is_told on event;
drop trigger reply_is_told on reply;
drop function tell_of_changed_points();
drop trigger boundary_set_is_told on boundary_set;
drop trigger applied_setting_is_told on setting;
drop function tell_of_changed_boundaries();

-- The functions write for whoever changes a point; nobody else is given a right to the log.
create function tell_of_changed_points(changed_ids integer[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into point_change (point_id)
  select unnest(case when cardinality(changed_ids) > 2000 then array[null]::integer[] else changed_ids end)
  on conflict on constraint point_change_once do nothing;
  -- Without its words: who listens reads the log, and one transaction is then told of once.
  if found then perform pg_notify('diaban_points', ''); end if;
end
$$;
revoke all on function tell_of_changed_points(integer[]) from public;

create function everything_is_told() returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return exists (
    select from point_change where transaction = pg_current_xact_id() and point_id is null
  );
revoke all on function everything_is_told() from public;

create function log_changed_lives() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if everything_is_told() then return null; end if;
  if tg_op = 'UPDATE' then
    perform tell_of_changed_points(array(
      select point_id from changed union select point_id from replaced limit 2001
    ));
  else
    perform tell_of_changed_points(array(select distinct point_id from changed limit 2001));
  end if;
  return null;
end
$$;

create function log_changed_places() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if everything_is_told() then return null; end if;
  perform tell_of_changed_points(array(select id from changed limit 2001));
  return null;
end
$$;

create function log_truncated_points() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform tell_of_changed_points(array[null]::integer[]);
  return null;
end
$$;

-- What stands beside the points and says what their numbers mean.
create function log_changed_meaning() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from changed) then
    perform tell_of_changed_points(array[null]::integer[]);
  end if;
  return null;
end
$$;

create function log_renumbered_categories() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select code, number from changed except select code, number from replaced) then
    perform tell_of_changed_points(array[null]::integer[]);
  end if;
  return null;
end
$$;

-- A trigger fires whoever may call its function.
revoke all on function log_changed_lives() from public;
revoke all on function log_changed_places() from public;
revoke all on function log_truncated_points() from public;
revoke all on function log_changed_meaning() from public;
revoke all on function log_renumbered_categories() from public;

create trigger point_insert_is_logged after insert on point
  referencing new table as changed for each statement execute function log_changed_places();
create trigger point_update_is_logged after update on point
  referencing new table as changed for each statement execute function log_changed_places();
create trigger point_delete_is_logged after delete on point
  referencing old table as changed for each statement execute function log_changed_places();
create trigger point_truncate_is_logged after truncate on point
  for each statement execute function log_truncated_points();

create trigger point_commune_insert_is_logged after insert on point_commune
  referencing new table as changed for each statement execute function log_changed_lives();
create trigger point_commune_update_is_logged after update on point_commune
  referencing new table as changed old table as replaced
  for each statement execute function log_changed_lives();
create trigger point_commune_delete_is_logged after delete on point_commune
  referencing old table as changed for each statement execute function log_changed_lives();
create trigger point_commune_truncate_is_logged after truncate on point_commune
  for each statement execute function log_truncated_points();

-- Events are neither changed nor deleted.
create trigger event_insert_is_logged after insert on event
  referencing new table as changed for each statement execute function log_changed_lives();

-- The map does not show what was said about a point, but screens that show the point listen with it.
create trigger reply_insert_is_logged after insert on reply
  referencing new table as changed for each statement execute function log_changed_lives();

create trigger point_flag_insert_is_logged after insert on point_flag
  referencing new table as changed for each statement execute function log_changed_lives();
create trigger point_flag_update_is_logged after update on point_flag
  referencing new table as changed old table as replaced
  for each statement execute function log_changed_lives();
create trigger point_flag_delete_is_logged after delete on point_flag
  referencing old table as changed for each statement execute function log_changed_lives();
create trigger point_flag_truncate_is_logged after truncate on point_flag
  for each statement execute function log_truncated_points();

create trigger cycle_insert_is_logged after insert on cycle
  referencing new table as changed for each statement execute function log_changed_lives();
create trigger cycle_update_is_logged after update on cycle
  referencing new table as changed old table as replaced
  for each statement execute function log_changed_lives();
create trigger cycle_delete_is_logged after delete on cycle
  referencing old table as changed for each statement execute function log_changed_lives();
create trigger cycle_truncate_is_logged after truncate on cycle
  for each statement execute function log_truncated_points();

create trigger handover_insert_is_logged after insert on handover
  referencing new table as changed for each statement execute function log_changed_lives();
create trigger handover_update_is_logged after update on handover
  referencing new table as changed old table as replaced
  for each statement execute function log_changed_lives();
create trigger handover_delete_is_logged after delete on handover
  referencing old table as changed for each statement execute function log_changed_lives();
create trigger handover_truncate_is_logged after truncate on handover
  for each statement execute function log_truncated_points();

create trigger category_insert_is_logged after insert on category
  referencing new table as changed for each statement execute function log_changed_meaning();
create trigger category_update_is_logged after update on category
  referencing new table as changed old table as replaced
  for each statement execute function log_renumbered_categories();

-- Processes keep the numbers of the communes in force beside the points.
create trigger commune_insert_is_logged after insert on commune
  referencing new table as changed for each statement execute function log_changed_meaning();
create trigger commune_update_is_logged after update on commune
  referencing new table as changed for each statement execute function log_changed_meaning();
create trigger boundary_set_insert_is_logged after insert on boundary_set
  referencing new table as changed for each statement execute function log_changed_meaning();
create trigger boundary_set_update_is_logged after update on boundary_set
  referencing new table as changed for each statement execute function log_changed_meaning();
