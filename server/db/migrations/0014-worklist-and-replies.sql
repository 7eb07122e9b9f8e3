-- Replies of communes (giải trình) to the figures they are judged by, and what waits for whom.

-- One for each cycle that an act opened: a listing or a confirmed recurrence. Lives taken over from papers
-- ask nobody.
create table reply_request (
  id integer generated always as identity,
  point_id integer not null,
  cycle integer not null,
  asked_on date not null,
  due_on date not null,
  constraint reply_request_pkey primary key (id),
  constraint reply_request_once_per_cycle unique (point_id, cycle),
  constraint reply_request_cycle_fkey foreign key (point_id, cycle) references cycle (point_id, number),
  constraint reply_request_due_after_asking check (due_on >= asked_on)
);

-- Each version is a row of its own: drafts stay within the commune, the latest filed one counts.
create table reply (
  id integer generated always as identity,
  point_id integer not null,
  cycle integer not null,
  seq integer not null,
  commune_id integer not null,
  state text not null,
  words text not null,
  document_numbers text[] not null,
  written_by text not null,
  written_at timestamptz not null,
  constraint reply_pkey primary key (id),
  constraint reply_one_per_seq unique (point_id, cycle, seq),
  constraint reply_request_fkey foreign key (point_id, cycle)
    references reply_request (point_id, cycle),
  constraint reply_commune_fkey foreign key (commune_id) references commune (id),
  constraint reply_written_by_fkey foreign key (written_by) references app_user (id),
  constraint reply_seq_positive check (seq >= 1),
  constraint reply_state_known check (state in ('draft', 'filed')),
  constraint reply_words_length check (char_length(words) between 10 and 4000),
  constraint reply_documents_few check (cardinality(document_numbers) <= 10)
);
create index reply_filed_index on reply (point_id, cycle) where state = 'filed';
create trigger reply_is_immutable before update or delete on reply
  for each row execute function refuse_change();
create trigger reply_is_not_truncated before truncate on reply
  for each statement execute function refuse_change();
create trigger reply_is_told after insert on reply
  referencing new table as added
  for each statement execute function tell_of_changed_points();

create index handover_proposer_index on handover (proposed_by)
  where state in ('pending', 'refused');
-- All that the list asks of flags, in one descent for each point and without its row.
create index point_flag_check_index on point_flag (point_id)
  include (flag, from_on, to_on, due_on) where flag in ('check_due', 'check_overdue', 'unchecked');
create index signal_suspected_point_index on signal (point_id) where state = 'suspected';

grant select, insert on reply_request, reply to diaban_app;
alter table reply_request enable row level security;
alter table reply enable row level security;

create policy reply_request_within_reach on reply_request to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id))
  with check (actor_reach() = 'city');
create policy reply_within_reach on reply for select to diaban_app
  using (
    (actor_reach() = 'city' or actor_sees_point(point_id))
    and (state = 'filed' or commune_id = any (actor_commune_ids()))
  );
-- Only the commune that answers for the point writes, in its own name, and only its leader files.
create policy reply_by_the_lead_commune on reply for insert to diaban_app
  with check (
    written_by = actor_account_id()
    and commune_id = any (actor_commune_ids())
    and (actor_role() = 'leader' or (actor_role() = 'officer' and state = 'draft'))
    and exists (
      select from point_commune
      where point_commune.point_id = reply.point_id
        and point_commune.commune_id = reply.commune_id and point_commune.lead
    )
  );

-- What waits for the asker, by kind: a number of the thing, its point, the day by which, since when.
-- Security definer for its speed: the policies ask about each row by itself, which costs more than the
-- answer where a commune has ten thousand points. Its own conditions are the reach: own communes, or
-- what the asker proposed.
create function actor_work(given_on date)
  returns table (kind text, subject_id integer, point_id integer, due_on date, since date)
  language sql stable security definer set search_path = public, pg_temp rows 1000
as $$
  with own as materialized (
    select
      point.id, point.status, point.cycle, bool_or(point_commune.lead) as lead
    from point_commune
    join point on point.id = point_commune.point_id
    where actor_reach() = 'communes' and point_commune.commune_id = any (actor_commune_ids())
      and point.merged_into is null
    group by point.id
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
grant execute on function actor_work(date) to diaban_app;
