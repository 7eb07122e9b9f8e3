-- What people are told: one row for each person and fact, with codes, days and counts only. Triggers write the rows in
-- the transaction of the act itself, whichever part of the program acts; jobs write those that come with time.

create table notice (
  id integer generated always as identity,
  account_id text not null,
  kind text not null,
  -- Names what is told: nobody is told the same fact twice.
  fact text not null,
  -- Code of the point or tip, never a name.
  code text,
  -- Number of the point, tip, route or report that the notice opens.
  target_id integer,
  -- Day of the route, last day of the week or of the report's period.
  on_date date,
  -- Of a digest: what waits, and how much of it is overdue.
  waiting integer,
  overdue integer,
  created_at timestamptz not null,
  read_at timestamptz,
  constraint notice_pkey primary key (id),
  constraint notice_once unique (account_id, kind, fact),
  constraint notice_account_fkey foreign key (account_id) references app_user (id),
  constraint notice_kind_known check (
    kind in (
      'handover_asked', 'handover_confirmed', 'handover_refused', 'refusal_answered',
      'appeal_answered', 'reply_filed', 'tip_closed', 'route_published', 'route_changed',
      'overdue', 'report_waits', 'report_approved', 'report_returned', 'sheet_waits', 'digest'
    )
  ),
  constraint notice_code_length check (char_length(code) between 1 and 20),
  constraint notice_digest_counts check (
    (kind = 'digest') = (waiting is not null and overdue is not null)
    and overdue between 0 and waiting
  )
);
create index notice_account_index on notice (account_id, id desc);
create index notice_unread_index on notice (account_id) where read_at is null;
create index notice_created_index on notice (created_at);

grant select, update (read_at) on notice to diaban_app;
alter table notice enable row level security;
create policy own_notices on notice for select to diaban_app
  using (account_id = actor_account_id());
create policy own_notices_are_read on notice for update to diaban_app
  using (account_id = actor_account_id())
  with check (account_id = actor_account_id());

-- Writes one notice for each of these accounts that may still come in.
create function tell_people(
  given_accounts text[], given_kind text, given_fact text, given_code text, given_target integer,
  given_day date, given_at timestamptz
) returns void
  language sql security definer set search_path = public, pg_temp as $$
  insert into notice (account_id, kind, fact, code, target_id, on_date, created_at)
  select app_user.id, given_kind, given_fact, given_code, given_target, given_day, given_at
  from app_user
  where app_user.id = any (given_accounts) and app_user.disabled_at is null
  order by app_user.id
  on conflict on constraint notice_once do nothing
$$;
revoke all on function tell_people(text[], text, text, text, integer, date, timestamptz) from public;

-- Accounts that have one of these roles on a day; for a commune those that act for it.
create function people_with_role(given_roles text[], given_commune integer, given_at timestamptz)
  returns text[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct account_id), '{}')
  from role_assignment
  where role = any (given_roles)
    and commune_id is not distinct from given_commune
    and valid_from <= city_date(given_at)
    and (valid_to is null or valid_to > city_date(given_at))
$$;
revoke all on function people_with_role(text[], integer, timestamptz) from public;

-- Runs at the end of the transaction, when the hand-overs stand as the act left them.
create function tell_of_event() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  named text;
  asked record;
begin
  select code into named from point where id = new.point_id;
  if new.kind in ('handover_proposed', 'successor_asked') then
    for asked in
      select id, commune_id from handover
      where point_id = new.point_id and cycle = new.cycle and state = 'pending'
    loop
      perform tell_people(
        array_remove(
          people_with_role(array['leader', 'officer'], asked.commune_id, new.recorded_at),
          new.actor_id
        ),
        'handover_asked', 'handover:' || asked.id, named, new.point_id, null, new.recorded_at
      );
    end loop;
  elsif new.kind in ('handover_confirmed', 'handover_refused') then
    for asked in
      select id, proposed_by from handover
      where point_id = new.point_id and cycle = new.cycle and answered_by = new.actor_id
        and state = case new.kind when 'handover_confirmed' then 'confirmed' else 'refused' end
        and proposed_by is not null
      order by attempt desc, id desc limit 1
    loop
      perform tell_people(
        array_remove(array[asked.proposed_by], new.actor_id), new.kind,
        'handover:' || asked.id || ':' || new.seq, named, new.point_id, null, new.recorded_at
      );
    end loop;
  elsif new.kind = 'refusal_answered' then
    for asked in
      select id, answered_by from handover
      where point_id = new.point_id and cycle = new.cycle and responded_by = new.actor_id
      order by attempt desc, id desc limit 1
    loop
      perform tell_people(
        array_remove(array[asked.answered_by], new.actor_id), 'refusal_answered',
        'handover:' || asked.id || ':' || new.seq, named, new.point_id, null, new.recorded_at
      );
    end loop;
  else
    for asked in
      select id, raised_by from signal_appeal
      where point_id = new.point_id and answered_by = new.actor_id
        and answered_at = new.recorded_at
    loop
      perform tell_people(
        array_remove(array[asked.raised_by], new.actor_id), 'appeal_answered',
        'appeal:' || asked.id, named, new.point_id, null, new.recorded_at
      );
    end loop;
  end if;
  return null;
end
$$;
create constraint trigger event_is_told_to_people after insert on event
  deferrable initially deferred for each row
  when (
    new.actor_id is not null and new.kind in (
      'handover_proposed', 'successor_asked', 'handover_confirmed', 'handover_refused',
      'refusal_answered', 'appeal_answered'
    )
  )
  execute function tell_of_event();

-- The reply goes to the person whose act opened the cycle and so asked for it.
create function tell_of_reply() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform tell_people(
    array(
      select actor_id from event
      where point_id = new.point_id and cycle = new.cycle
        and kind in ('recognised', 'recurrence_confirmed') and actor_id <> new.written_by
      order by seq desc limit 1
    ),
    'reply_filed', 'reply:' || new.id, (select code from point where id = new.point_id),
    new.point_id, null, new.written_at
  );
  return null;
end
$$;
create trigger reply_is_told_to_people after insert on reply
  for each row when (new.state = 'filed') execute function tell_of_reply();

-- Whoever took a tip in learns that somebody else has closed it.
create function tell_of_tip() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform tell_people(
    array_remove(array[tip.received_by], new.actor_id), 'tip_closed',
    'tip:' || tip.id || ':' || new.seq, tip.code, tip.id, null, new.recorded_at
  )
  from tip where tip.id = new.tip_id;
  return null;
end
$$;
create trigger tip_event_is_told_to_people after insert on tip_event
  for each row when (new.kind in ('handled', 'forwarded')) execute function tell_of_tip();

-- Runs at the end of the transaction, when the stops are there. A team is told when its own day has changed.
create function tell_of_route() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  earlier integer;
  day date;
  changed record;
begin
  select max(version) into earlier from route_version
  where route_id = new.route_id and version < new.version;
  select on_date into day from route where id = new.route_id;
  for changed in
    with team_day as (
      select
        route_shift.team_id, published_shift.version,
        jsonb_build_array(
          published_shift.vehicle, published_shift.starts_at, published_shift.ends_at,
          published_shift.rest_from, published_shift.rest_to,
          (
            select jsonb_agg(
              jsonb_build_array(
                published_stop.stop_id, published_stop.planned_start,
                published_stop.service_minutes, published_stop.window_from,
                published_stop.window_to, published_stop.lock_from, published_stop.lock_to
              )
              order by published_stop.position
            )
            from published_stop
            where published_stop.route_id = new.route_id
              and published_stop.version = published_shift.version
              and published_stop.shift_id = published_shift.shift_id
          )
        ) as work
      from published_shift
      join route_shift on route_shift.id = published_shift.shift_id
      where published_shift.route_id = new.route_id
        and published_shift.version in (new.version, earlier)
    )
    select
      team_id,
      case when bool_or(version = earlier) then 'route_changed' else 'route_published' end as kind
    from team_day
    group by team_id
    having count(*) = 1 or min(work::text) <> max(work::text)
  loop
    perform tell_people(
      array(
        select account_id from team_member
        where team_member.team_id = changed.team_id and account_id <> new.published_by
      ),
      changed.kind, 'route:' || new.route_id || ':' || new.version, null, new.route_id, day,
      new.published_at
    );
  end loop;
  return null;
end
$$;
create constraint trigger route_version_is_told_to_people after insert on route_version
  deferrable initially deferred for each row execute function tell_of_route();

-- A report that was sent waits for those who may approve it; what they decide goes back to who made it.
create function tell_of_report() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.state = 'sent' then
    perform tell_people(
      array(
        select account from unnest(people_with_role(
          case when new.commune_id is null then array['coordinator'] else array['leader'] end,
          new.commune_id, new.sent_at
        )) account
        where account not in (new.drafted_by, new.sent_by)
      ),
      'report_waits', 'report:' || new.id || ':' || new.sent_at, null, new.id, new.last_on,
      new.sent_at
    );
  else
    perform tell_people(
      array_remove(array[new.drafted_by, old.sent_by], new.decided_by), 'report_' || new.state,
      'report:' || new.id || ':' || new.decided_at, null, new.id, new.last_on, new.decided_at
    );
  end if;
  return null;
end
$$;
create trigger report_is_told_to_people after update of state on report
  for each row
  when (new.state <> old.state and new.state in ('sent', 'approved', 'returned'))
  execute function tell_of_report();

-- A trigger fires whoever may call its function.
revoke all on function tell_of_event() from public;
revoke all on function tell_of_reply() from public;
revoke all on function tell_of_tip() from public;
revoke all on function tell_of_route() from public;
revoke all on function tell_of_report() from public;
