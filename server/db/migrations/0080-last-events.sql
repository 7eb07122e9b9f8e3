-- The day of the last event of each point, kept so that the list of all points can be sorted by it without reading
-- every event. Events that were corrected count by their new day; those that were annulled or taken back do not count.
create table point_last_event (
  point_id integer not null,
  on_day date not null,
  constraint point_last_event_pkey primary key (point_id),
  constraint point_last_event_point_fkey foreign key (point_id) references point (id)
    on delete cascade
);
alter table point_last_event enable row level security;

-- Computes the days of some points anew from all their events.
create function derive_last_events(changed_ids integer[]) returns void
  language sql security definer set search_path = public, pg_temp
  begin atomic
    delete from point_last_event where point_id = any (changed_ids);
    insert into point_last_event (point_id, on_day)
    select point_id, max(effective_on)
    from event_in_force
    where point_id = any (changed_ids) and annulled_by is null
      and kind not in ('corrected', 'annulled')
    group by point_id;
  end;
revoke all on function derive_last_events(integer[]) from public;

-- Events are only ever added. One that corrects or annuls another one changes the day of that.
create function keep_last_events() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into point_last_event (point_id, on_day)
  select point_id, max(effective_on)
  from changed
  where kind not in ('corrected', 'annulled')
  group by point_id
  on conflict on constraint point_last_event_pkey
  do update set on_day = excluded.on_day where point_last_event.on_day < excluded.on_day;
  if exists (select from changed where corrects is not null) then
    perform derive_last_events(array(select distinct point_id from changed where corrects is not null));
  end if;
  return null;
end
$$;
revoke all on function keep_last_events() from public;

create trigger event_last_day_is_kept after insert on event
  referencing new table as changed for each statement execute function keep_last_events();

insert into point_last_event (point_id, on_day)
select point_id, max(effective_on)
from event
where kind not in ('corrected', 'annulled')
group by point_id;

select derive_last_events(array(select distinct point_id from event where corrects is not null));
