-- Tips (tin phản ánh): where, when, which kind, until when, and what became of them. Nobody who told and
-- nobody who is told about: there is no column for a person but for the system's own users.

create table deadline_rule (
  kind text not null,
  valid_from date not null,
  rule jsonb not null,
  origin text not null,
  set_by text,
  set_at timestamptz not null,
  constraint deadline_rule_pkey primary key (kind, valid_from),
  constraint deadline_rule_set_by_fkey foreign key (set_by) references app_user (id),
  constraint deadline_rule_kind_known check (
    kind in (
      'crime_denunciation', 'crime_information', 'prosecution_proposal', 'denunciation', 'complaint',
      'feedback'
    )
  )
);

-- Days that differ from the plain week. A row is never removed: a day entered wrongly is set to 'plain'.
create table day_off (
  day date not null,
  kind text not null,
  name text not null,
  set_by text,
  set_at timestamptz not null,
  constraint day_off_pkey primary key (day),
  constraint day_off_set_by_fkey foreign key (set_by) references app_user (id),
  constraint day_off_kind_known check (kind in ('holiday', 'worked', 'plain'))
);

create sequence tip_code_sequence;

create table tip (
  id integer generated always as identity,
  code text not null default 'TT-' || lpad(nextval('tip_code_sequence')::text, 6, '0'),
  kind text not null,
  channel text not null,
  commune_id integer not null,
  position geometry(Point, 4326),
  location_error_metres real,
  place_name text,
  category text,
  occurred_on date,
  received_on date not null,
  accepted_on date,
  verified_on date,
  classified_on date,
  handled_on date,
  outcome text,
  police_number text,
  -- The number that the channel itself gave; the same one again is the same tip.
  channel_number text,
  -- Derived with every write from the events, the rule in force and the holidays.
  clock_started_on date,
  due_on date,
  extensions_used smallint not null default 0,
  suspended boolean not null default false,
  received_by text not null,
  recorded_at timestamptz not null,
  version integer not null default 1,
  constraint tip_pkey primary key (id),
  constraint tip_code_unique unique (code),
  constraint tip_channel_number_unique unique (channel, channel_number),
  constraint tip_commune_fkey foreign key (commune_id) references commune (id),
  constraint tip_category_fkey foreign key (category) references category (code),
  constraint tip_received_by_fkey foreign key (received_by) references app_user (id),
  constraint tip_kind_known check (
    kind in (
      'crime_denunciation', 'crime_information', 'prosecution_proposal', 'denunciation', 'complaint',
      'feedback'
    )
  ),
  constraint tip_channel_known check (
    channel in ('in_person', 'hotline', 'portal', 'post', 'email', 'media', 'authority', 'patrol', 'other')
  ),
  constraint tip_outcome_known check (
    outcome in ('substantiated', 'unsubstantiated', 'transferred', 'duplicate', 'not_verifiable')
  ),
  constraint tip_outcome_when_handled check ((handled_on is null) = (outcome is null)),
  constraint tip_received_not_in_future check (received_on <= city_date(recorded_at)),
  constraint tip_happened_before_receipt check (occurred_on <= received_on),
  constraint tip_stages_ordered check (
    accepted_on >= received_on and verified_on >= received_on and classified_on >= verified_on
    and handled_on >= classified_on
  ),
  constraint tip_classified_after_verification check (classified_on is null or verified_on is not null),
  constraint tip_handled_after_classification check (handled_on is null or classified_on is not null),
  constraint tip_location_error_not_negative check (location_error_metres >= 0),
  constraint tip_place_name_length check (char_length(place_name) between 2 and 200)
);
create index tip_open_index on tip (due_on, id) where handled_on is null;
create index tip_commune_index on tip (commune_id, received_on);
create index tip_received_index on tip (received_on desc, id desc);
create index tip_position_index on tip using gist (position);

create table tip_event (
  id integer generated always as identity,
  tip_id integer not null,
  seq integer not null,
  kind text not null,
  effective_on date not null,
  recorded_at timestamptz not null,
  actor_id text not null,
  actor_role text not null,
  document_number text,
  note text,
  detail jsonb not null default '{}',
  constraint tip_event_pkey primary key (id),
  constraint tip_event_tip_fkey foreign key (tip_id) references tip (id),
  constraint tip_event_one_per_seq unique (tip_id, seq),
  constraint tip_event_actor_fkey foreign key (actor_id) references app_user (id),
  constraint tip_event_not_in_future check (effective_on <= city_date(recorded_at)),
  constraint tip_event_kind_known check (
    kind in (
      'received', 'accepted', 'verified', 'classified', 'extended', 'suspended', 'resumed', 'handled'
    )
  )
);
create trigger tip_event_is_immutable before update or delete on tip_event
  for each row execute function refuse_change();
create trigger tip_event_is_not_truncated before truncate on tip_event
  for each statement execute function refuse_change();

grant select, insert on deadline_rule to diaban_app;
grant select, insert, update on day_off to diaban_app;
grant select, insert, update on tip to diaban_app;
grant select, insert on tip_event to diaban_app;
grant usage on sequence tip_code_sequence, tip_id_seq to diaban_app;

create function actor_sees_tip(given_tip_id integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return case actor_reach()
    when 'city' then true
    when 'communes' then exists (
      select from tip where tip.id = given_tip_id and tip.commune_id = any (actor_commune_ids())
    )
    else false
  end;

alter table tip enable row level security;
alter table tip_event enable row level security;
-- A tip is taken in whoever brings it and wherever it lies; from then on it is that commune's.
create policy tip_within_reach on tip for select to diaban_app
  using (
    (select actor_reach()) = 'city'
    or ((select actor_reach()) = 'communes' and commune_id = any ((select actor_commune_ids())::integer[]))
  );
create policy tip_taken_in on tip for insert to diaban_app
  with check (actor_reach() in ('city', 'communes') and received_by = actor_account_id());
create policy tip_worked_on on tip for update to diaban_app
  using (
    actor_reach() = 'city'
    or (actor_reach() = 'communes' and commune_id = any (actor_commune_ids()))
  )
  with check (actor_reach() in ('city', 'communes'));
create policy tip_event_within_reach on tip_event for select to diaban_app
  using ((select actor_reach()) = 'city' or actor_sees_tip(tip_id));
create policy tip_event_appended on tip_event for insert to diaban_app
  with check (actor_reach() in ('city', 'communes') and actor_id = actor_account_id());

-- The due day of a tip that its taker may not be able to see; once, before anything else happened to it.
create function set_first_due_day(given_tip_id integer, given_start date, given_due date) returns void
  language sql security definer set search_path = public, pg_temp
  begin atomic
    update tip
    set clock_started_on = given_start, due_on = given_due
    where id = given_tip_id and received_by = actor_account_id() and version = 1;
  end;

-- The answer that a channel was given for its own number, and nothing else of the tip.
create function known_tip(given_channel text, given_number text)
  returns table (id integer, code text, commune_id integer, due_on date)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select tip.id, tip.code, tip.commune_id, tip.due_on
    from tip
    where actor_reach() in ('city', 'communes')
      and tip.channel = given_channel and tip.channel_number = given_number;
  end;
