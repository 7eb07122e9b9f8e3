-- The day that counts for the measured; the twin of `countedOn` in late-entry.ts.
create function counted_on(effective_on date, recorded_at timestamptz, verdict text) returns date
  language sql stable parallel safe
  return case
    when verdict = 'seen' then effective_on
    else greatest(effective_on, city_date(recorded_at))
  end;

-- Each look at a closed place with the day on which it ends what was owed until then. It is seen, and not only stated,
-- by a person who is not of the measured commune, or with a photo or a position on the day that counts for it.
create view counted_look with (security_invoker = true) as
select
  look.event_id, look.point_id, look.cycle, look.checked_on, look.result, look.retry_on,
  counted.counted_on,
  event.actor_role not in ('leader', 'officer') or (
    counted.counted_on = look.checked_on
    and (
      look.position is not null
      or exists (select from check_photo where check_photo.event_id = look.event_id)
    )
  ) as seen
from check_record look
join event on event.id = look.event_id
left join paper_review on paper_review.event_id = look.event_id
cross join lateral (
  select counted_on(look.checked_on, event.recorded_at, paper_review.verdict) as counted_on
) counted;
grant select on counted_look to diaban_app;

-- No figure takes the day of a visit against a due day: its paper is marked, and looked at by nobody.
drop policy paper_review_within_reach on paper_review;
alter table paper_review
  drop column inspection_id,
  add constraint paper_review_of_one_entry check (num_nonnulls(tip_event_id, event_id) = 1);
create policy paper_review_within_reach on paper_review for select to diaban_app
  using (
    (select actor_reach()) = 'city'
    or exists (select from tip_event where tip_event.id = tip_event_id)
    or exists (select from event where event.id = event_id)
  );
create or replace function refuse_own_paper() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.reviewed_by in (
    select actor_id from tip_event where id = new.tip_event_id
    union all
    select actor_id from event where id = new.event_id
  ) then
    raise exception 'a paper is looked at by another person'
      using errcode = 'check_violation', constraint = 'paper_reviewer_is_not_writer';
  end if;
  return new;
end
$$;
alter table inspection drop column entered_on;
