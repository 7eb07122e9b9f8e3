-- A visit that was entered in a later year than that of its day counts for the quota of that year once another person of
-- the city's side has seen its paper.
drop policy paper_review_within_reach on paper_review;
alter table paper_review
  add column inspection_id integer,
  drop constraint paper_review_of_one_entry,
  add constraint paper_review_of_one_entry check (num_nonnulls(tip_event_id, event_id, inspection_id) = 1),
  add constraint paper_review_inspection_fkey foreign key (inspection_id) references inspection (id),
  add constraint paper_review_once_for_inspection unique (inspection_id);
create policy paper_review_within_reach on paper_review for select to diaban_app
  using (
    (select actor_reach()) = 'city'
    or exists (select from tip_event where tip_event.id = tip_event_id)
    or exists (select from event where event.id = event_id)
    or exists (select from inspection where inspection.id = inspection_id)
  );
create or replace function refuse_own_paper() returns trigger
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
