-- Entries of a day earlier than that of their recording: the paper of that day, and a second person of the city's side
-- who has looked at it. Until then a figure takes the day of recording against, and the day that was typed for, the
-- measured: what is in time by one of them alone is neither.

-- Days by which an entry came after its day, on the clock of the city.
create function late_days(effective_on date, recorded_at timestamptz) returns integer
  language sql stable parallel safe
  return greatest(0, city_date(recorded_at) - effective_on);

create table paper_review (
  id integer generated always as identity,
  tip_event_id integer,
  event_id integer,
  inspection_id integer,
  verdict text not null,
  reason text,
  reviewed_by text not null,
  reviewed_at timestamptz not null,
  constraint paper_review_pkey primary key (id),
  constraint paper_review_tip_event_fkey foreign key (tip_event_id) references tip_event (id),
  constraint paper_review_event_fkey foreign key (event_id) references event (id),
  constraint paper_review_inspection_fkey foreign key (inspection_id) references inspection (id),
  constraint paper_review_reviewed_by_fkey foreign key (reviewed_by) references app_user (id),
  constraint paper_review_once_for_tip_event unique (tip_event_id),
  constraint paper_review_once_for_event unique (event_id),
  constraint paper_review_once_for_inspection unique (inspection_id),
  constraint paper_review_of_one_entry check (num_nonnulls(tip_event_id, event_id, inspection_id) = 1),
  constraint paper_review_verdict_known check (verdict in ('seen', 'refused')),
  constraint paper_review_refusal_says_why check (verdict = 'seen' or reason is not null)
);
create trigger paper_review_is_immutable before update or delete on paper_review
  for each row execute function refuse_change();
create trigger paper_review_is_not_truncated before truncate on paper_review
  for each statement execute function refuse_change();

-- Another person than who made the entry, whatever the program asks.
create function refuse_own_paper() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.reviewed_by in (
    select actor_id from tip_event where id = new.tip_event_id
    union all
    select actor_id from event where id = new.event_id
    union all
    select recorded_by from inspection where id = new.inspection_id
  ) then
    raise exception 'a paper is looked at by another person'
      using errcode = 'check_violation', constraint = 'paper_reviewer_is_not_writer';
  end if;
  return new;
end
$$;
revoke all on function refuse_own_paper() from public;
create trigger paper_review_by_another before insert on paper_review
  for each row execute function refuse_own_paper();

grant select, insert on paper_review to diaban_app;
alter table paper_review enable row level security;
-- The entry itself is read within reach, and what became of its paper with it.
create policy paper_review_within_reach on paper_review for select to diaban_app
  using (
    (select actor_reach()) = 'city'
    or exists (select from tip_event where tip_event.id = tip_event_id)
    or exists (select from event where event.id = event_id)
    or exists (select from inspection where inspection.id = inspection_id)
  );
create policy paper_review_by_the_city on paper_review for insert to diaban_app
  with check (actor_reach() = 'city' and reviewed_by = actor_account_id());

-- Derived with every step, as `due_on` is: `due_on` and `counted_handled_on` take entries that nobody has looked at
-- on the day of their recording, the two others on the day that was typed.
alter table tip
  add column stated_due_on date,
  add column counted_handled_on date,
  add column stated_handled_on date,
  add constraint tip_judged_when_handled check (
    (handled_on is null) = (counted_handled_on is null) and (handled_on is null) = (stated_handled_on is null)
  ) not valid;
update tip
set
  stated_due_on = due_on,
  stated_handled_on = handled_on,
  counted_handled_on = case
    when handled_on is not null then coalesce(
      (
        select max(greatest(handled_on, city_date(tip_event.recorded_at))) from tip_event
        where tip_event.tip_id = tip.id and tip_event.kind in ('handled', 'forwarded')
      ),
      handled_on
    )
  end;
alter table tip validate constraint tip_judged_when_handled;

-- State of a tip by its clock on a day, the one place that says so in SQL; the twin of `judgeTip` in tip-judgement.ts.
create function tip_timeliness(
  handled_on date, counted_handled_on date, stated_handled_on date, due_on date, stated_due_on date,
  suspended boolean, today date, due_soon_days integer
) returns text
  language sql immutable parallel safe
  return case
    when handled_on is not null then case
      when coalesce(counted_handled_on <= due_on, true) then 'closed_on_time'
      when stated_handled_on > stated_due_on then 'closed_late'
      else 'awaiting_paper'
    end
    when due_on < today then case
      when stated_due_on < today then 'overdue'
      else 'awaiting_paper'
    end
    when suspended then 'suspended'
    when due_on is null then 'not_started'
    when due_on - today <= due_soon_days then 'due_soon'
    else 'running'
  end;

-- The paper of a visit that is entered later, and the day on which the device says it was pressed.
alter table inspection
  add column document_on date,
  add column entered_on date;
