-- Signals and the closed places they are matched to: where, when, how surely, and by which measures; what
-- communes object to; what changed since an account's last visit.

alter table event
  drop constraint event_kind_known,
  add constraint event_kind_known check (
    kind in (
      'proposed', 'recognised', 'declined', 'eliminated', 'handover_proposed', 'handover_confirmed',
      'handover_refused', 'refusal_answered', 'handover_withdrawn', 'successor_asked',
      'successor_refused', 'checked', 'recurrence_suspected', 'suspicion_rejected',
      'suspicion_lapsed', 'suspicion_restored', 'recurrence_confirmed', 'recurrence_withdrawn',
      'signal_appealed', 'appeal_answered', 'delisted', 'corrected', 'merged', 'merge_undone'
    )
  );

-- Metres into the degrees of a box that surely holds them: a degree of latitude has at least 110,574 m, one
-- of longitude 111,320 m times the cosine; a hundredth more for the ellipsoid.
create function box_around(given geometry, metres double precision) returns geometry
  language sql immutable parallel safe
  return st_expand(
    given,
    metres * 1.01 / 111320 / cos(radians(least(89, greatest(abs(st_ymin(given)), abs(st_ymax(given)))))),
    metres * 1.01 / 110574
  );

-- Where activity near a closed place would be looked for, less what the signal itself adds.
create index point_closed_reach_index on point
  using gist (box_around(geom, coalesce(location_error_metres, 0)))
  where status in ('eliminated', 'handed_over', 'delisted') and merged_into is null;

alter table signal
  alter column point_id drop not null,
  alter column cycle drop not null,
  -- The closed place in whose ring (r to 3r) it lies: possible displacement, never a recurrence.
  add column near_point_id integer,
  -- The place that a person who looked named; the measures do not judge that.
  add column named_point_id integer,
  add column tip_id integer,
  add column category text,
  -- Radius within which the place lies with 95 %.
  add column location_error_metres real,
  -- False where only the day of receipt is known.
  add column event_day_known boolean not null default true,
  add column matched_at timestamptz,
  add column grade text,
  add column distance_metres real,
  add column radius_metres real,
  add column uncertainty_metres real,
  add column closed_on date,
  add column decided_at timestamptz,
  add column new_point_id integer,
  drop constraint signal_state_known,
  add constraint signal_state_known check (
    state in ('unmatched', 'vicinity', 'suspected', 'confirmed', 'rejected', 'lapsed')
  ),
  drop constraint signal_decision_complete,
  add constraint signal_decision_complete check (
    (state in ('confirmed', 'rejected')) = (decided_by is not null)
    and (state in ('confirmed', 'rejected', 'lapsed')) = (decided_on is not null)
  ),
  add constraint signal_place_fits_state check (
    (state in ('unmatched', 'vicinity')) = (point_id is null)
    and (point_id is null) = (cycle is null)
    and (state = 'vicinity') = (near_point_id is not null)
  ),
  add constraint signal_tip_is_one_signal unique (tip_id),
  add constraint signal_location_error_not_negative check (location_error_metres >= 0),
  add constraint signal_near_point_fkey foreign key (near_point_id) references point (id),
  add constraint signal_named_point_fkey foreign key (named_point_id) references point (id),
  add constraint signal_new_point_fkey foreign key (new_point_id) references point (id),
  add constraint signal_tip_fkey foreign key (tip_id) references tip (id),
  add constraint signal_category_fkey foreign key (category) references category (code),
  add constraint signal_of_tip_is_reported check (tip_id is null or origin = 'reported');

-- Until now every signal was a look at the place it names.
update signal
set
  named_point_id = signal.point_id, matched_at = signal.recorded_at, grade = 'exact',
  closed_on = cycle.eliminated_on, category = point.category
from point
join cycle on cycle.point_id = point.id
where point.id = signal.point_id and cycle.number = signal.cycle;
alter table signal add constraint signal_grade_fits_state check (
  case
    when state = 'unmatched' then grade is null
    when state = 'vicinity' then grade = 'vicinity'
    else grade in ('exact', 'near')
  end is true
);

create index signal_position_index on signal using gist (position)
  where state in ('unmatched', 'vicinity', 'suspected');
create index signal_waiting_index on signal (id) where matched_at is null;
create index signal_near_point_index on signal (near_point_id) where near_point_id is not null;
create index signal_occurred_index on signal (occurred_on) where position is not null;
create index point_flag_overdue_index on point_flag (from_on) where flag = 'check_overdue';

-- A commune's objection to a suspicion or to a confirmed recurrence.
create table signal_appeal (
  id integer generated always as identity,
  signal_id integer not null,
  point_id integer not null,
  commune_id integer not null,
  -- Who decided, or raised what nobody has decided yet: never the one who answers.
  against text not null,
  reason text not null,
  document_number text,
  raised_by text not null,
  raised_on date not null,
  raised_at timestamptz not null,
  answer text,
  answer_reason text,
  answer_document_number text,
  answered_by text,
  answered_on date,
  answered_at timestamptz,
  constraint signal_appeal_pkey primary key (id),
  constraint signal_appeal_signal_fkey foreign key (signal_id) references signal (id),
  constraint signal_appeal_point_fkey foreign key (point_id) references point (id),
  constraint signal_appeal_commune_fkey foreign key (commune_id) references commune (id),
  constraint signal_appeal_against_fkey foreign key (against) references app_user (id),
  constraint signal_appeal_raised_by_fkey foreign key (raised_by) references app_user (id),
  constraint signal_appeal_answered_by_fkey foreign key (answered_by) references app_user (id),
  constraint signal_appeal_answer_known check (answer in ('upheld', 'granted')),
  constraint signal_appeal_answer_complete check (
    (answer is null) = (answered_by is null) and (answer is null) = (answered_on is null)
    and (answer is null) = (answer_reason is null) and (answer is null) = (answered_at is null)
  ),
  constraint signal_appeal_answerer_is_not_decider check (answered_by <> against),
  constraint signal_appeal_answerer_is_not_appellant check (answered_by <> raised_by),
  constraint signal_appeal_answer_after_appeal check (answered_on >= raised_on)
);
create unique index signal_appeal_one_open on signal_appeal (signal_id) where answer is null;
create index signal_appeal_point_index on signal_appeal (point_id);

-- What a change of the measures would do, found before anybody applies it.
create table rematch (
  id integer generated always as identity,
  key text not null,
  value jsonb not null,
  origin text not null,
  valid_from date not null,
  state text not null,
  done integer not null default 0,
  total integer not null default 0,
  requested_by text not null,
  requested_at timestamptz not null,
  applied_by text,
  ended_at timestamptz,
  constraint rematch_pkey primary key (id),
  constraint rematch_requested_by_fkey foreign key (requested_by) references app_user (id),
  constraint rematch_applied_by_fkey foreign key (applied_by) references app_user (id),
  constraint rematch_key_known check (
    key in ('signal.radius', 'signal.compatibility', 'signal.window', 'signal.flag')
  ),
  constraint rematch_state_known check (
    state in ('waiting', 'running', 'ready', 'applying', 'applied', 'cancelled', 'failed')
  ),
  constraint rematch_progress_within check (done between 0 and total)
);
-- One change at a time: two previews side by side would each be wrong once the other is applied.
create unique index rematch_one_open on rematch ((true))
  where state in ('waiting', 'running', 'ready', 'applying');

create table rematch_difference (
  rematch_id integer not null,
  signal_id integer not null,
  state_before text not null,
  point_before integer,
  state_after text not null,
  point_after integer,
  distance_metres real,
  constraint rematch_difference_pkey primary key (rematch_id, signal_id),
  constraint rematch_difference_rematch_fkey foreign key (rematch_id) references rematch (id),
  constraint rematch_difference_signal_fkey foreign key (signal_id) references signal (id),
  constraint rematch_difference_point_before_fkey foreign key (point_before) references point (id),
  constraint rematch_difference_point_after_fkey foreign key (point_after) references point (id)
);

create table account_visit (
  account_id text not null,
  -- When the visit before this one ended; null on the first.
  previous_at timestamptz,
  seen_at timestamptz not null,
  constraint account_visit_pkey primary key (account_id),
  constraint account_visit_account_fkey foreign key (account_id) references app_user (id)
);

grant select, insert, update on signal_appeal, account_visit to diaban_app;
grant select, insert, update on rematch to diaban_app;
grant select on rematch_difference to diaban_app;

-- A signal is seen by who sees its place or its tip; who raises one raises it in their own name.
drop policy signal_within_reach on signal;
create policy signal_within_reach on signal for select to diaban_app
  using (
    (select actor_reach()) = 'city' or actor_sees_point(point_id)
    or (near_point_id is not null and actor_sees_point(near_point_id))
    or (tip_id is not null and actor_sees_tip(tip_id))
  );
create policy signal_raised_in_own_name on signal for insert to diaban_app
  with check (
    (actor_reach() = 'city' or actor_sees_point(point_id)) and raised_by = actor_account_id()
  );
create policy signal_decided_within_reach on signal for update to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id))
  with check (actor_reach() = 'city' or actor_sees_point(point_id));

alter table signal_appeal enable row level security;
alter table rematch enable row level security;
alter table rematch_difference enable row level security;
alter table account_visit enable row level security;
create policy appeal_within_reach on signal_appeal for select to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id));
create policy appeal_by_the_leader on signal_appeal for insert to diaban_app
  with check (
    actor_role() = 'leader' and raised_by = actor_account_id()
    and commune_id = any (actor_commune_ids()) and actor_sees_point(point_id)
  );
create policy appeal_answered_by_the_city on signal_appeal for update to diaban_app
  using (actor_reach() = 'city')
  with check (actor_reach() = 'city' and answered_by = actor_account_id());
create policy rematch_of_the_city on rematch to diaban_app
  using (actor_reach() in ('city', 'none'))
  with check (actor_reach() in ('city', 'none'));
-- Places and tips stay with those who may see them: an administrator reads the counts.
create policy rematch_difference_of_the_city on rematch_difference for select to diaban_app
  using (actor_reach() = 'city');
create policy own_visit on account_visit to diaban_app
  using (account_id = actor_account_id())
  with check (account_id = actor_account_id());

-- Takes back the cycle that a confirmed recurrence opened, as if it had never been; its events stay. False
-- when the commune has answered for it already: then it is part of the record.
create function take_back_cycle(given_point_id integer, given_cycle integer) returns boolean
  language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  if actor_reach() <> 'city' then
    return false;
  end if;
  if exists (select from reply where point_id = given_point_id and cycle = given_cycle) then
    return false;
  end if;
  delete from reply_request where point_id = given_point_id and cycle = given_cycle;
  delete from cycle
  where point_id = given_point_id and number = given_cycle
    and opened_by = 'recurrence_confirmed' and eliminated_on is null;
  return found;
end
$$;
grant execute on function take_back_cycle(integer, integer) to diaban_app;

-- How many suspicions a change of the measures would make and unmake; whoever sets measures reads the counts,
-- also where the places themselves are not for them to see.
create function count_rematch(given_rematch_id integer)
  returns table (point_before integer, point_after integer)
  language sql stable security definer set search_path = public, pg_temp rows 100
  begin atomic
    select difference.point_before, difference.point_after
    from rematch_difference difference
    where difference.rematch_id = given_rematch_id and actor_reach() in ('city', 'none');
  end;
grant execute on function count_rematch(integer) to diaban_app;
