-- What a person of some communes reads costs less: each row of a page asks whether its point lies within reach, and the
-- work list looked through the whole register.

-- In PL/pgSQL, whose plans last as long as the session: those of a function in SQL are made again for every statement.
create or replace function actor_sees_point(given_point_id integer) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  reach constant text := actor_reach();
begin
  if reach = 'city' then
    return true;
  elsif reach = 'communes' then
    return exists (
      select from point_commune
      where point_commune.point_id = given_point_id
        and point_commune.commune_id = any (actor_commune_ids())
    );
  elsif reach = 'routes' then
    return exists (
      select from point
      where point.id = given_point_id and point.proposed_by = actor_account_id()
    ) or exists (
      select from own_street_stop where own_street_stop.point_id = given_point_id
    );
  end if;
  return false;
end
$$;

create or replace function actor_work(given_on date)
  returns table (kind text, subject_id integer, point_id integer, due_on date, since date)
  language sql stable security definer set search_path = public, pg_temp rows 1000
as $$
  with own as materialized (
    select
      point.id, point.status, point.cycle, bool_or(point_commune.lead) as lead
    from point_commune
    -- One by one by their ids: a join would read the points of the whole register.
    cross join lateral (
      select point.id, point.status, point.cycle
      from point
      where point.id = point_commune.point_id and point.merged_into is null
      offset 0
    ) as point
    where actor_reach() = 'communes' and point_commune.commune_id = any (actor_commune_ids())
    group by point.id, point.status, point.cycle
  )
  select 'handover', handover.id, handover.point_id, handover.answer_due_on, handover.proposed_on
  from handover
  where actor_reach() = 'communes' and handover.state = 'pending'
    and handover.commune_id = any (actor_commune_ids())
  union all
  select
    'check', own.id, own.id,
    min(point_flag.due_on), min(point_flag.from_on)
  from own
  join point_flag on point_flag.point_id = own.id
  where own.status in ('eliminated', 'handed_over')
    and point_flag.flag in ('check_due', 'check_overdue', 'unchecked')
    and (point_flag.to_on is null or point_flag.to_on > given_on)
  group by own.id
  -- Due, overdue, or never looked at: then the day of the first look counts, though it has yet to come.
  having bool_or(point_flag.from_on <= given_on)
  union all
  -- A suspicion is answered by a look at the place; from then on the city's conclusion is awaited.
  select
    case
      when own.status in ('eliminated', 'handed_over', 'delisted') and not exists (
        select from check_record
        where check_record.point_id = own.id and check_record.checked_on >= signal.occurred_on
          and check_record.result <> 'could_not_check'
      ) then 'suspicion'
      else 'signal'
    end,
    signal.id, own.id, null, city_date(signal.recorded_at)
  from own
  join signal on signal.point_id = own.id
  where signal.state = 'suspected'
  union all
  select 'reply', reply_request.id, own.id, reply_request.due_on, reply_request.asked_on
  from own
  join reply_request on reply_request.point_id = own.id
  where own.lead and not exists (
    select from reply
    where reply.point_id = own.id and reply.cycle = reply_request.cycle and reply.state = 'filed'
  )
  union all
  -- The proposer's side: refusals that nobody has answered, and own proposals past their deadline.
  select
    case when handover.state = 'refused' then 'refusal' else 'unanswered' end,
    handover.id, handover.point_id,
    case when handover.state = 'pending' then handover.answer_due_on end,
    coalesce(handover.answered_on, handover.proposed_on)
  from handover
  join point on point.id = handover.point_id
  where actor_reach() = 'city'
    -- Nobody proposed to a successor: its refusal waits for everybody on the city's side.
    and (handover.proposed_by = actor_account_id() or handover.proposed_by is null)
    and handover.state in ('pending', 'refused')
    and (
      (handover.state = 'refused' and handover.responded_on is null)
      or (handover.state = 'pending' and handover.answer_due_on < given_on)
    )
    and point.cycle = handover.cycle and point.merged_into is null
    and not exists (
      select from handover later
      where later.point_id = handover.point_id and later.cycle = handover.cycle
        and later.attempt > handover.attempt
    )
$$;
