-- The register: places, their cycles, and the events that are the only truth about them.

create table category (
  code text not null,
  number smallint not null,
  name text not null,
  kind text not null,
  source text not null,
  constraint category_pkey primary key (code),
  constraint category_number_unique unique (number),
  constraint category_kind_known check (kind in ('business', 'public_area'))
);

-- Periods and radii are data with an origin and a first day, never constants.
create table setting (
  key text not null,
  valid_from date not null,
  value jsonb not null,
  origin text not null,
  set_by text,
  set_at timestamptz not null,
  constraint setting_pkey primary key (key, valid_from),
  constraint setting_set_by_fkey foreign key (set_by) references app_user (id)
);

create sequence point_code_sequence;

create table point (
  id integer generated always as identity,
  code text not null default 'DP-' || lpad(nextval('point_code_sequence')::text, 5, '0'),
  official_name text not null,
  folded_name text generated always as (fold_text(official_name)) stored,
  kind text not null,
  category text not null,
  geom geometry(Geometry, 4326) not null,
  anchor geometry(Point, 4326) not null,
  location_error_metres real,
  grounds text,
  status text not null,
  status_since date not null,
  cycle integer not null,
  commune_uncertain boolean not null,
  proposed_by text,
  recognised_by text,
  merged_into integer,
  version integer not null default 1,
  -- What names the row of a file that the point came from; importing that file again changes nothing.
  import_key text,
  created_at timestamptz not null,
  constraint point_pkey primary key (id),
  constraint point_code_unique unique (code),
  constraint point_import_key_unique unique (import_key),
  constraint point_name_length check (char_length(official_name) between 2 and 200),
  constraint point_kind_known check (kind in ('business', 'public_area')),
  constraint point_category_fkey foreign key (category) references category (code),
  constraint point_status_known check (
    status in ('proposed', 'not_recognised', 'active', 'eliminated', 'handed_over', 'recurring', 'delisted')
  ),
  constraint point_cycle_fits_status check (
    (cycle = 0) = (status in ('proposed', 'not_recognised'))
  ),
  constraint point_geometry_valid check (st_isvalid(geom) and not st_isempty(geom)),
  constraint point_location_error_not_negative check (location_error_metres >= 0),
  constraint point_recogniser_is_not_proposer check (recognised_by <> proposed_by),
  constraint point_merge_into_itself check (merged_into <> id),
  constraint point_merged_into_fkey foreign key (merged_into) references point (id),
  constraint point_proposed_by_fkey foreign key (proposed_by) references app_user (id),
  constraint point_recognised_by_fkey foreign key (recognised_by) references app_user (id)
);
create index point_geom_index on point using gist (geom);
create index point_anchor_index on point using gist (anchor);
create index point_merged_into_index on point (merged_into) where merged_into is not null;

create table point_alias (
  point_id integer not null,
  name text not null,
  folded_name text generated always as (fold_text(name)) stored,
  source text,
  constraint point_alias_pkey primary key (point_id, name),
  constraint point_alias_point_fkey foreign key (point_id) references point (id)
);

create table point_commune (
  point_id integer not null,
  commune_id integer not null,
  lead boolean not null,
  -- True when a person chose the lead: a new boundary file then keeps that choice if it still touches.
  chosen boolean not null default false,
  constraint point_commune_pkey primary key (point_id, commune_id),
  constraint point_commune_point_fkey foreign key (point_id) references point (id),
  constraint point_commune_commune_fkey foreign key (commune_id) references commune (id)
);
create unique index point_commune_one_lead on point_commune (point_id) where lead;
create index point_commune_commune_index on point_commune (commune_id, point_id);

create table cycle (
  point_id integer not null,
  number integer not null,
  opened_on date not null,
  opened_by text not null,
  eliminated_on date,
  elimination_way text,
  handed_over_on date,
  constraint cycle_pkey primary key (point_id, number),
  constraint cycle_point_fkey foreign key (point_id) references point (id),
  constraint cycle_number_positive check (number >= 1),
  constraint cycle_opened_by_known check (opened_by in ('recognised', 'recurrence_confirmed')),
  constraint cycle_dates_ordered check (
    eliminated_on >= opened_on and handed_over_on >= eliminated_on
  ),
  constraint cycle_handed_over_after_elimination check (
    handed_over_on is null or eliminated_on is not null
  )
);

create table event (
  id integer generated always as identity,
  point_id integer not null,
  seq integer not null,
  cycle integer not null,
  kind text not null,
  effective_on date not null,
  recorded_at timestamptz not null,
  actor_id text,
  actor_role text not null,
  document_number text,
  note text,
  status_after text not null,
  detail jsonb not null default '{}',
  -- The event that this one corrects; its dates and words replace those of the other.
  corrects integer,
  constraint event_pkey primary key (id),
  constraint event_point_fkey foreign key (point_id) references point (id),
  constraint event_one_per_seq unique (point_id, seq),
  constraint event_actor_fkey foreign key (actor_id) references app_user (id),
  constraint event_corrects_fkey foreign key (corrects) references event (id),
  constraint event_effective_on_not_in_future check (effective_on <= city_date(recorded_at)),
  constraint event_kind_known check (
    kind in (
      'proposed', 'recognised', 'declined', 'eliminated', 'handover_proposed', 'handover_confirmed',
      'handover_refused', 'checked', 'recurrence_suspected', 'suspicion_rejected',
      'recurrence_confirmed', 'delisted', 'corrected', 'merged', 'merge_undone'
    )
  ),
  constraint event_status_known check (
    status_after in (
      'proposed', 'not_recognised', 'active', 'eliminated', 'handed_over', 'recurring', 'delisted'
    )
  )
);
create index event_recorded_at_index on event (recorded_at);
create trigger event_is_immutable before update or delete on event
  for each row execute function refuse_change();
create trigger event_is_not_truncated before truncate on event
  for each statement execute function refuse_change();

create table handover (
  id integer generated always as identity,
  point_id integer not null,
  cycle integer not null,
  attempt integer not null,
  commune_id integer not null,
  state text not null,
  proposed_by text,
  proposed_on date not null,
  document_number text,
  grounds text,
  answer_due_on date,
  answered_by text,
  answered_on date,
  answer_document_number text,
  refusal_reason text,
  refusal_text text,
  constraint handover_pkey primary key (id),
  constraint handover_once_per_attempt unique (point_id, cycle, attempt, commune_id),
  constraint handover_point_fkey foreign key (point_id) references point (id),
  constraint handover_commune_fkey foreign key (commune_id) references commune (id),
  constraint handover_proposed_by_fkey foreign key (proposed_by) references app_user (id),
  constraint handover_answered_by_fkey foreign key (answered_by) references app_user (id),
  constraint handover_state_known check (
    state in ('pending', 'confirmed', 'refused', 'cancelled', 'recorded')
  ),
  constraint handover_confirmer_is_not_proposer check (answered_by <> proposed_by),
  constraint handover_answer_complete check (
    (state in ('confirmed', 'refused')) = (answered_by is not null and answered_on is not null)
  ),
  constraint handover_answer_after_proposal check (answered_on >= proposed_on),
  constraint handover_refusal_has_reason check ((state = 'refused') = (refusal_reason is not null)),
  -- Only papers older than the system know no proposer.
  constraint handover_has_proposer check ((state = 'recorded') = (proposed_by is null))
);
create index handover_point_index on handover (point_id);
create index handover_pending_index on handover (commune_id) where state = 'pending';

create table signal (
  id integer generated always as identity,
  point_id integer not null,
  cycle integer not null,
  origin text not null,
  state text not null,
  occurred_on date not null,
  recorded_at timestamptz not null,
  position geometry(Point, 4326),
  note text,
  raised_by text not null,
  decided_by text,
  decided_on date,
  decision_reason text,
  version integer not null default 1,
  constraint signal_pkey primary key (id),
  constraint signal_point_fkey foreign key (point_id) references point (id),
  constraint signal_raised_by_fkey foreign key (raised_by) references app_user (id),
  constraint signal_decided_by_fkey foreign key (decided_by) references app_user (id),
  constraint signal_origin_known check (origin in ('reported', 'found')),
  constraint signal_state_known check (state in ('suspected', 'confirmed', 'rejected')),
  constraint signal_decider_is_not_raiser check (decided_by <> raised_by),
  constraint signal_decision_complete check (
    (state = 'suspected') = (decided_by is null) and (state = 'suspected') = (decided_on is null)
  ),
  constraint signal_decision_after_occurrence check (decided_on >= occurred_on)
);
create index signal_point_index on signal (point_id);
create index signal_suspected_index on signal (id) where state = 'suspected';

create table check_record (
  event_id integer not null,
  point_id integer not null,
  cycle integer not null,
  checked_on date not null,
  result text not null,
  reason text,
  position geometry(Point, 4326),
  accuracy_metres real,
  constraint check_record_pkey primary key (event_id),
  constraint check_record_event_fkey foreign key (event_id) references event (id),
  constraint check_record_point_fkey foreign key (point_id) references point (id),
  constraint check_record_result_known check (result in ('no_sign', 'signs', 'could_not_check')),
  constraint check_record_could_not_check_says_why check (
    result <> 'could_not_check' or reason is not null
  )
);
create index check_record_point_index on check_record (point_id, checked_on);

-- Flags as intervals [from_on, to_on), derived from the rows above with every write; to_on null: still on.
create table point_flag (
  point_id integer not null,
  flag text not null,
  from_on date not null,
  to_on date,
  recorded_at timestamptz not null,
  constraint point_flag_pkey primary key (point_id, flag, from_on),
  constraint point_flag_point_fkey foreign key (point_id) references point (id),
  constraint point_flag_known check (
    flag in (
      'handover_pending', 'handover_refused', 'suspected', 'check_due', 'check_overdue',
      'under_watch', 'unchecked'
    )
  ),
  constraint point_flag_period_ordered check (to_on > from_on)
);

-- Where the mark of a place stands: the given position moved onto the geometry, or its middle.
create function point_anchor(given geometry, longitude double precision, latitude double precision)
  returns geometry
  language sql immutable parallel safe
  return case
    when longitude is not null and latitude is not null
      then st_closestpoint(given, st_setsrid(st_makepoint(longitude, latitude), 4326))
    when geometrytype(given) = 'LINESTRING' then st_lineinterpolatepoint(given, 0.5)
    when st_dimension(given) = 2 then st_pointonsurface(given)
    else st_closestpoint(given, st_centroid(given))
  end;

-- Events as they count: dates and words replaced by the latest correction of each.
create view event_in_force with (security_invoker = true) as
select
  event.id, event.point_id, event.seq, event.cycle, event.kind,
  coalesce((correction.detail ->> 'effectiveOn')::date, event.effective_on) as effective_on,
  event.recorded_at, event.actor_id, event.actor_role,
  case
    when correction.detail ? 'documentNumber' then correction.detail ->> 'documentNumber'
    else event.document_number
  end as document_number,
  case when correction.detail ? 'note' then correction.detail ->> 'note' else event.note end as note,
  event.status_after, event.detail, correction.id as corrected_by
from event
left join lateral (
  select corrected.id, merged.detail
  from (
    select max(later.id) as id
    from event later
    where later.point_id = event.point_id and later.corrects = event.id
  ) corrected
  cross join lateral (
    select jsonb_object_agg(field.key, field.value order by later.id) as detail
    from event later
    cross join lateral jsonb_each(later.detail -> 'event') field
    where later.point_id = event.point_id and later.corrects = event.id
  ) merged
  where corrected.id is not null
) correction on true;

create index event_corrects_index on event (point_id, corrects) where corrects is not null;
