-- Routes that come again on some weekdays: a template, and what a run made of it for each day.
create table route_recurrence (
  id integer generated always as identity,
  title text not null,
  kind text not null,
  unannounced boolean not null,
  -- Days of the week: 1 is Monday, 7 Sunday.
  weekdays integer[] not null,
  from_on date not null,
  -- Null: until somebody ends it.
  to_on date,
  -- Days before its day on which the draft of a route is made.
  days_ahead integer not null,
  -- Teams with their hours, as in the body of a new route.
  shifts jsonb not null,
  stops integer not null,
  -- Codes; empty: the whole city.
  communes text[] not null,
  only_kind text,
  -- Null: the weights of whoever keeps it, at the time of the run.
  weights jsonb,
  -- Null: the share of the setting on the day of the run, which is the least in any case.
  random_share real,
  version integer not null default 1,
  -- The planner in whose name the drafts are made: whoever changed it last.
  kept_by text not null,
  changed_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  constraint route_recurrence_pkey primary key (id),
  constraint route_recurrence_title_length check (char_length(title) between 2 and 100),
  constraint route_recurrence_kind_known check (
    kind in ('regular', 'unannounced', 'reinspection', 'counter_check', 'guidance')
  ),
  constraint route_recurrence_unannounced_is_not_told check (kind <> 'unannounced' or unannounced),
  constraint route_recurrence_weekdays_known check (
    cardinality(weekdays) between 1 and 7 and weekdays <@ array[1, 2, 3, 4, 5, 6, 7]
  ),
  constraint route_recurrence_days_forward check (to_on >= from_on),
  constraint route_recurrence_days_ahead_known check (days_ahead between 1 and 30),
  constraint route_recurrence_stops_known check (stops between 1 and 200),
  constraint route_recurrence_only_kind_known check (only_kind in ('point', 'business')),
  constraint route_recurrence_random_share_is_share check (random_share between 0 and 1),
  constraint route_recurrence_end_complete check ((ended_by is null) = (ended_at is null)),
  constraint route_recurrence_kept_by_fkey foreign key (kept_by) references app_user (id),
  constraint route_recurrence_ended_by_fkey foreign key (ended_by) references app_user (id)
);

create table route_recurrence_day (
  recurrence_id integer not null,
  on_date date not null,
  outcome text not null,
  -- Code of the reason why there is no route.
  reason text,
  -- What the route has less than the template asks for.
  missing_stops integer not null default 0,
  missing_teams integer not null default 0,
  route_id integer,
  -- Version of the template, and the time of the last attempt.
  version integer not null,
  tried_at timestamptz not null,
  constraint route_recurrence_day_pkey primary key (recurrence_id, on_date),
  constraint route_recurrence_day_recurrence_fkey
    foreign key (recurrence_id) references route_recurrence (id),
  constraint route_recurrence_day_route_fkey foreign key (route_id) references route (id),
  constraint route_recurrence_day_route_unique unique (route_id),
  constraint route_recurrence_day_outcome_known check (outcome in ('made', 'day_off', 'not_made')),
  constraint route_recurrence_day_reason_known check (
    reason in ('planner_gone', 'teams_gone', 'no_places', 'failed')
  ),
  constraint route_recurrence_day_complete check (
    (outcome = 'made') = (route_id is not null) and (outcome = 'not_made') = (reason is not null)
  ),
  constraint route_recurrence_day_missing_not_negative check (
    missing_stops >= 0 and missing_teams >= 0
  )
);

grant select, insert, update on route_recurrence, route_recurrence_day to diaban_app;
alter table route_recurrence enable row level security;
alter table route_recurrence_day enable row level security;
create policy recurrence_by_planner on route_recurrence to diaban_app
  using (actor_role() = 'planner')
  with check (actor_role() = 'planner' and coalesce(ended_by, kept_by) = actor_account_id());
create policy recurrence_day_by_planner on route_recurrence_day to diaban_app
  using (actor_role() = 'planner') with check (actor_role() = 'planner');

-- A planner is told what a run could not make; all planners are where nobody keeps the template any more.
alter table notice drop constraint notice_kind_known;
alter table notice add constraint notice_kind_known check (
  kind in (
    'handover_asked', 'handover_confirmed', 'handover_refused', 'refusal_answered',
    'appeal_answered', 'reply_filed', 'tip_closed', 'route_published', 'route_changed',
    'recurrence_incomplete', 'overdue', 'report_waits', 'report_approved', 'report_returned',
    'sheet_waits', 'digest'
  )
);

create function tell_of_recurrence() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform tell_people(
    case
      when new.reason = 'planner_gone'
      then people_with_role(array['planner'], null, new.tried_at)
      else array(select kept_by from route_recurrence where id = new.recurrence_id)
    end,
    'recurrence_incomplete',
    'recurrence:' || new.recurrence_id || ':' || new.on_date || ':' || coalesce(new.reason, 'short'),
    null, new.recurrence_id, new.on_date, new.tried_at
  );
  return null;
end
$$;
revoke all on function tell_of_recurrence() from public;
create trigger recurrence_is_told_to_people after insert or update on route_recurrence_day
  for each row
  when (new.outcome = 'not_made' or new.missing_stops > 0 or new.missing_teams > 0)
  execute function tell_of_recurrence();
