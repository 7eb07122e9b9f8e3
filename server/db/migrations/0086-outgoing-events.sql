-- Events for systems outside. An event is noted in the transaction that records it; the sender then gives the noted ones
-- their numbers, one transaction after the other, so that a number is never seen before a smaller one. Each receiver
-- has been told everything up to a number.

create table webhook_receiver (
  id integer generated always as identity,
  name text not null,
  address text not null,
  -- Figures of communes alone; or single events, with or without the codes of their points.
  detail text not null,
  kinds text[] not null,
  -- Empty: the whole city.
  commune_ids integer[] not null,
  state text not null default 'active',
  paused_because text,
  paused_at timestamptz,
  -- Both encrypted with the secret of the server, because each delivery is signed with them.
  secret text not null,
  previous_secret text,
  previous_valid_until timestamptz,
  -- Number of the last event that was taken, or is not for this receiver.
  told_to integer not null,
  failures integer not null default 0,
  failing_since timestamptz,
  next_attempt_at timestamptz not null,
  last_outcome text,
  last_status integer,
  last_taken_at timestamptz,
  -- The process that delivers to it now.
  held_by text,
  held_until timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  constraint webhook_receiver_pkey primary key (id),
  constraint webhook_receiver_name_unique unique (name),
  constraint webhook_receiver_created_by_fkey foreign key (created_by) references app_user (id),
  constraint webhook_receiver_detail_known check (detail in ('figures', 'events', 'points')),
  constraint webhook_receiver_kinds_present check (cardinality(kinds) > 0),
  constraint webhook_receiver_state_known check (state in ('active', 'paused')),
  constraint webhook_receiver_pause_complete check (
    (state = 'paused') = (paused_because is not null) and (state = 'paused') = (paused_at is not null)
  ),
  constraint webhook_receiver_pause_known check (paused_because in ('by_hand', 'failing', 'gone')),
  constraint webhook_receiver_rotation_complete check (
    (previous_secret is null) = (previous_valid_until is null)
  ),
  constraint webhook_receiver_failures_counted check (
    failures >= 0 and (failures > 0) = (failing_since is not null)
  ),
  constraint webhook_receiver_hold_complete check ((held_by is null) = (held_until is null))
);

-- Written with the event, and taken away when it gets its number.
create table outgoing_pending (
  event_id integer not null,
  constraint outgoing_pending_pkey primary key (event_id),
  constraint outgoing_pending_event_fkey foreign key (event_id) references event (id)
);

create table outgoing_event (
  number integer generated always as identity,
  id uuid not null,
  kind text not null,
  event_id integer,
  point_id integer,
  commune_ids integer[] not null,
  on_day date not null,
  -- Figures of all communes; null for an event of a point.
  figures jsonb,
  noted_at timestamptz not null,
  constraint outgoing_event_pkey primary key (number),
  constraint outgoing_event_id_unique unique (id),
  constraint outgoing_event_event_unique unique (event_id),
  constraint outgoing_event_event_fkey foreign key (event_id) references event (id),
  constraint outgoing_event_point_fkey foreign key (point_id) references point (id),
  constraint outgoing_event_of_point_or_figures check (
    (event_id is null) = (figures is not null) and (event_id is null) = (point_id is null)
  )
);
-- Figures of a period are published once.
create unique index outgoing_event_figures_once on outgoing_event (kind, on_day) where figures is not null;
create index outgoing_event_noted_at_index on outgoing_event (noted_at);

create table webhook_attempt (
  id integer generated always as identity,
  receiver_id integer not null,
  event_id uuid not null,
  kind text not null,
  attempted_at timestamptz not null,
  outcome text not null,
  status integer,
  milliseconds integer not null,
  constraint webhook_attempt_pkey primary key (id),
  constraint webhook_attempt_receiver_fkey foreign key (receiver_id) references webhook_receiver (id)
    on delete cascade
);
create index webhook_attempt_receiver_index on webhook_attempt (receiver_id, id);

-- Row-level security without a policy: all of it is read and written by the system alone.
alter table webhook_receiver enable row level security;
alter table outgoing_pending enable row level security;
alter table outgoing_event enable row level security;
alter table webhook_attempt enable row level security;

-- Without a receiver nothing is noted.
create function note_outgoing_events() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from webhook_receiver) then
    insert into outgoing_pending (event_id) select id from changed;
  end if;
  return null;
end
$$;
revoke all on function note_outgoing_events() from public;

create trigger event_goes_out after insert on event
  referencing new table as changed for each statement execute function note_outgoing_events();
