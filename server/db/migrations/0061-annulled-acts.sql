-- Any act can be declared mistaken by a later event. Both stay in the log; what had been made out of the mistaken act
-- is taken out of the tables, so that every figure, filter and deadline is as if it had never been.

alter table event
  drop constraint event_kind_known,
  add constraint event_kind_known check (
    kind in (
      'proposed', 'recognised', 'declined', 'eliminated', 'handover_proposed', 'handover_confirmed',
      'handover_refused', 'refusal_answered', 'handover_withdrawn', 'handover_reopened',
      'successor_asked', 'successor_refused', 'checked', 'recurrence_suspected',
      'suspicion_rejected', 'suspicion_lapsed', 'suspicion_restored', 'recurrence_confirmed',
      'recurrence_withdrawn', 'signal_appealed', 'appeal_answered', 'delisted', 'corrected',
      'merged', 'merge_undone', 'annulled'
    )
  ),
  add constraint event_annulment_names_event check (kind <> 'annulled' or corrects is not null);
create unique index event_annulled_once on event (corrects) where kind = 'annulled';

-- Events as they count: dates and words replaced by the corrections of each, with the event that took it back.
create or replace view event_in_force with (security_invoker = true) as
select
  event.id, event.point_id, event.seq, event.cycle, event.kind,
  coalesce((correction.detail ->> 'effectiveOn')::date, event.effective_on) as effective_on,
  event.recorded_at, event.actor_id, event.actor_role,
  case
    when correction.detail ? 'documentNumber' then correction.detail ->> 'documentNumber'
    else event.document_number
  end as document_number,
  case when correction.detail ? 'note' then correction.detail ->> 'note' else event.note end as note,
  event.status_after,
  event.detail || coalesce(correction.detail - '{effectiveOn,documentNumber,note}'::text[], '{}') as detail,
  correction.id as corrected_by,
  taken_back.id as annulled_by
from event
left join lateral (
  select corrected.id, merged.detail
  from (
    select max(later.id) as id
    from event later
    where later.point_id = event.point_id and later.corrects = event.id and later.kind = 'corrected'
  ) corrected
  cross join lateral (
    select jsonb_object_agg(field.key, field.value order by later.id) as detail
    from event later
    cross join lateral jsonb_each(later.detail -> 'event') field
    where later.point_id = event.point_id and later.corrects = event.id and later.kind = 'corrected'
  ) merged
  where corrected.id is not null
) correction on true
left join lateral (
  select later.id
  from event later
  where later.point_id = event.point_id and later.corrects = event.id
    and later.kind in ('annulled', 'recurrence_withdrawn')
  order by later.id
  limit 1
) taken_back on true;

-- An entry whose proposal was mistaken names itself: it is shown under no other, and by no list.
alter table point drop constraint point_merge_into_itself;

-- Rows as they stood before an annulment changed or removed them. Nobody reads them in the program: they are kept so
-- that nothing is lost.
create table undone_row (
  id bigint generated always as identity,
  relation text not null,
  point_id integer,
  content jsonb not null,
  undone_at timestamptz not null default now(),
  constraint undone_row_pkey primary key (id)
);
alter table undone_row enable row level security;
create trigger undone_row_is_immutable before update or delete on undone_row
  for each row execute function refuse_change();
create trigger undone_row_is_not_truncated before truncate on undone_row
  for each statement execute function refuse_change();

create function keep_undone_row() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into undone_row (relation, point_id, content)
  values (tg_table_name, old.point_id, to_jsonb(old));
  return null;
end
$$;
revoke all on function keep_undone_row() from public;

create trigger cycle_is_kept_when_undone after delete on cycle
  for each row execute function keep_undone_row();
create trigger reply_request_is_kept_when_undone after delete on reply_request
  for each row execute function keep_undone_row();
create trigger check_is_kept_when_undone after delete on check_record
  for each row execute function keep_undone_row();
create trigger signal_is_kept_when_undone after delete on signal
  for each row execute function keep_undone_row();
create trigger handover_is_kept_when_undone after delete on handover
  for each row execute function keep_undone_row();
create trigger answer_is_kept_when_undone after update on handover for each row
  when (
    (new.state = 'pending' and old.state in ('confirmed', 'refused', 'withdrawn'))
    or (new.response is null and old.response is not null)
  )
  execute function keep_undone_row();
create trigger decision_is_kept_when_undone after update on signal for each row
  when (new.state = 'suspected' and old.state in ('confirmed', 'rejected'))
  execute function keep_undone_row();

-- A difference that a change of the measures would make is no more when its signal is not.
alter table rematch_difference
  drop constraint rematch_difference_signal_fkey,
  add constraint rematch_difference_signal_fkey
    foreign key (signal_id) references signal (id) on delete cascade;

-- The second lock: a row is removed only by the person who declared the act mistaken that had made it.
create function actor_annulled(given_point_id integer, given_kinds text[], given_cycle integer, given_detail jsonb)
  returns boolean
  language sql stable set search_path = public, pg_temp
  return exists (
    select from event annulment
    join event mistaken on mistaken.id = annulment.corrects
    where annulment.point_id = given_point_id and annulment.kind = 'annulled'
      and annulment.actor_id = actor_account_id()
      and mistaken.kind = any (given_kinds) and mistaken.cycle = given_cycle
      and mistaken.detail @> given_detail
  );

grant delete on cycle, reply_request, handover, check_record, signal to diaban_app;
create policy cycle_removed_by_annulment on cycle as restrictive for delete to diaban_app
  using (actor_annulled(point_id, '{recognised,recurrence_confirmed}', number, '{}'));
create policy reply_request_removed_by_annulment on reply_request
  as restrictive for delete to diaban_app
  using (actor_annulled(point_id, '{recognised,recurrence_confirmed}', cycle, '{}'));
create policy handover_removed_by_annulment on handover as restrictive for delete to diaban_app
  using (
    actor_annulled(
      point_id, '{handover_proposed}', cycle, jsonb_build_object('attempt', attempt)
    )
  );
create policy check_removed_by_annulment on check_record as restrictive for delete to diaban_app
  using (actor_annulled(point_id, '{checked}', cycle, '{}'));
create policy signal_removed_by_annulment on signal for delete to diaban_app
  using (
    actor_annulled(
      point_id, '{recurrence_suspected}', cycle, jsonb_build_object('signalId', id)
    )
  );

-- True when a commune has begun to reply about a cycle: its drafts are for nobody else to read, but they stand on it.
create function cycle_has_reply(given_point_id integer, given_cycle integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return actor_sees_point(given_point_id) and exists (
    select from reply where reply.point_id = given_point_id and reply.cycle = given_cycle
  );
grant execute on function cycle_has_reply(integer, integer) to diaban_app;
