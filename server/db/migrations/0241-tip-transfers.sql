-- Passing a tip on to another commune is two-sided, as a hand-over is: one side asks, and the tip with its clock stays where it
-- is until the other side takes it.

create table tip_transfer (
  id integer generated always as identity,
  tip_id integer not null,
  from_commune_id integer not null,
  to_commune_id integer not null,
  asked_by text not null,
  asked_role text not null,
  asked_on date not null,
  asked_at timestamptz not null,
  document_number text,
  note text,
  state text not null default 'pending',
  -- Nobody where the asked commune was merged into the one that has the tip.
  decided_by text,
  decided_at timestamptz,
  reason text,
  constraint tip_transfer_pkey primary key (id),
  constraint tip_transfer_tip_fkey foreign key (tip_id) references tip (id),
  constraint tip_transfer_from_fkey foreign key (from_commune_id) references commune (id),
  constraint tip_transfer_to_fkey foreign key (to_commune_id) references commune (id),
  constraint tip_transfer_asked_by_fkey foreign key (asked_by) references app_user (id),
  constraint tip_transfer_decided_by_fkey foreign key (decided_by) references app_user (id),
  constraint tip_transfer_state_known check (
    state in ('pending', 'taken', 'refused', 'withdrawn', 'ended')
  ),
  constraint tip_transfer_between_two check (from_commune_id <> to_commune_id or state = 'ended'),
  constraint tip_transfer_decided check ((state = 'pending') = (decided_at is null)),
  constraint tip_transfer_by_another check (
    state not in ('taken', 'refused') or (decided_by is not null and decided_by <> asked_by)
  ),
  constraint tip_transfer_says_why check (
    (reason is not null) = (state in ('refused', 'withdrawn'))
  )
);
create unique index tip_transfer_one_pending on tip_transfer (tip_id) where state = 'pending';
create index tip_transfer_tip_index on tip_transfer (tip_id, id desc);
create index tip_transfer_asked_index on tip_transfer (to_commune_id) where state = 'pending';

grant select, insert on tip_transfer to diaban_app;
grant update (state, decided_by, decided_at, reason) on tip_transfer to diaban_app;

-- True while the asker's commune is asked to take that tip.
create function actor_is_asked_for_tip(given_tip_id integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return actor_reach() = 'communes' and exists (
    select from tip_transfer
    where tip_transfer.tip_id = given_tip_id and tip_transfer.state = 'pending'
      and tip_transfer.to_commune_id = any (actor_commune_ids())
  );

-- The tips that the asker's commune is asked to take; beside the policy of `tip`, so that no figure counts them for it.
create function tips_asked_of_actor() returns setof tip
  language sql stable security definer set search_path = public, pg_temp
  as $$
  select tip from tip
  where actor_reach() = 'communes' and tip.id in (
    select tip_transfer.tip_id from tip_transfer
    where tip_transfer.state = 'pending' and tip_transfer.to_commune_id = any (actor_commune_ids())
  )
$$;

-- Keeps everybody else from such a tip until the transaction ends; steps on it lock it first too.
create function lock_asked_tip(given_tip_id integer) returns void
  language sql security definer set search_path = public, pg_temp
  as $$
  select from tip where id = given_tip_id and actor_is_asked_for_tip(given_tip_id) for update
$$;

-- Moves a tip to the commune that was asked, in the name of one of its people. False where nothing waits for them.
create function take_tip(given_transfer_id integer, given_at timestamptz) returns boolean
  language sql security definer set search_path = public, pg_temp
  begin atomic
    with taken as (
      update tip_transfer
      set state = 'taken', decided_by = actor_account_id(), decided_at = given_at
      where id = given_transfer_id and state = 'pending' and actor_reach() = 'communes'
        and to_commune_id = any (actor_commune_ids())
      returning tip_id, to_commune_id
    ), moved as (
      update tip
      set commune_id = taken.to_commune_id, version = tip.version + 1
      from taken
      where tip.id = taken.tip_id and tip.handled_on is null
      returning tip.id
    )
    select exists (select from moved);
  end;
-- Nothing else moves one.
drop function transfer_tip(integer, integer, integer);
revoke update on tip from diaban_app;
grant update (
  kind, category, accepted_on, verified_on, classified_on, handled_on, outcome, forwarded_to,
  clock_started_on, due_on, extensions_used, suspended, stated_due_on, counted_handled_on,
  stated_handled_on, version
) on tip to diaban_app;

revoke all on function actor_is_asked_for_tip(integer) from public;
revoke all on function tips_asked_of_actor() from public;
revoke all on function lock_asked_tip(integer) from public;
revoke all on function take_tip(integer, timestamptz) from public;
grant execute on function actor_is_asked_for_tip(integer) to diaban_app;
grant execute on function tips_asked_of_actor() to diaban_app;
grant execute on function lock_asked_tip(integer) to diaban_app;
grant execute on function take_tip(integer, timestamptz) to diaban_app;

alter table tip_transfer enable row level security;
-- Both sides know what was asked and what became of it.
create policy tip_transfer_of_both_sides on tip_transfer for select to diaban_app
  using (
    (select actor_reach()) = 'city'
    or (
      (select actor_reach()) = 'communes'
      and (
        from_commune_id = any ((select actor_commune_ids())::integer[])
        or to_commune_id = any ((select actor_commune_ids())::integer[])
      )
    )
  );
create policy tip_transfer_asked_by_keeper on tip_transfer for insert to diaban_app
  with check (
    actor_reach() in ('city', 'communes') and asked_by = actor_account_id() and state = 'pending'
    and exists (select from tip where tip.id = tip_id and tip.commune_id = from_commune_id)
  );
-- Taking goes through `take_tip`; the asked side refuses, and the other one ends what it asked.
create policy tip_transfer_ended_by_its_side on tip_transfer for update to diaban_app
  using (
    state = 'pending'
    and (
      actor_reach() = 'city'
      or (
        actor_reach() = 'communes'
        and (from_commune_id = any (actor_commune_ids()) or to_commune_id = any (actor_commune_ids()))
      )
    )
  )
  with check (
    decided_by = actor_account_id()
    and case state
      when 'refused' then actor_reach() = 'communes' and to_commune_id = any (actor_commune_ids())
      when 'withdrawn' then actor_reach() = 'city' or from_commune_id = any (actor_commune_ids())
      when 'ended' then actor_reach() = 'city' or from_commune_id = any (actor_commune_ids())
      else false
    end
  );

-- While it waits the asked commune sees what has happened to the tip, with its papers, and may write that it refuses.
alter policy tip_event_within_reach on tip_event
  using (
    (select actor_reach()) = 'city' or actor_sees_tip(tip_id) or actor_is_asked_for_tip(tip_id)
  );
alter policy tip_event_appended on tip_event
  with check (
    actor_id = actor_account_id()
    and case
      -- Its receipt: also where whoever takes it in sees no more of it.
      when seq = 1 then actor_reach() in ('city', 'communes', 'source')
      when kind = 'transfer_refused' then actor_is_asked_for_tip(tip_id)
      else actor_reach() in ('city', 'communes') and actor_sees_tip(tip_id)
    end
  );
alter policy attachment_read_within_reach on attachment
  using (
    case
      when purpose = 'paper' then actor_reach() = 'city' or uploaded_by = actor_account_id()
      when route_id is null then actor_sees_attachment_of(point_id, tip_id)
        or (tip_id is not null and actor_is_asked_for_tip(tip_id))
      else uploaded_by = actor_account_id()
        or exists (select from stop_photo where stop_photo.attachment_id = attachment.id)
    end
  );

alter table tip_event
  drop constraint tip_event_kind_known,
  add constraint tip_event_kind_known check (
    kind in (
      'received', 'transfer_asked', 'transfer_withdrawn', 'transfer_refused', 'transferred', 'accepted',
      'verified', 'classified', 'extended', 'suspended', 'resumed', 'handled', 'forwarded'
    )
  );

-- Kinds of notices are added to whatever the list holds by now.
do $lists$
declare
  listed text;
begin
  select pg_get_constraintdef(oid) into strict listed from pg_constraint
  where conname = 'notice_kind_known';
  execute 'alter table notice drop constraint notice_kind_known';
  execute 'alter table notice add constraint notice_kind_known '
    || replace(
      listed, $$'digest'::text$$,
      $$'digest'::text, 'tip_asked'::text, 'tip_taken'::text, 'tip_refused'::text$$
    );
end
$lists$;

-- The people of the asked commune, also of its successor, learn what waits for them; the side that had the tip and whoever
-- asked learn the answer.
create function tell_of_tip_transfer() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  roles constant text[] := array['leader', 'officer'];
  named text;
begin
  select code into named from tip where id = new.tip_id;
  if new.state = 'pending' then
    perform tell_people(
      array_remove(people_with_role(roles, new.to_commune_id, new.asked_at), new.asked_by),
      'tip_asked', 'tip_transfer:' || new.id || ':' || new.to_commune_id, named, new.tip_id, null,
      new.asked_at
    );
  else
    perform tell_people(
      array_remove(
        people_with_role(roles, new.from_commune_id, new.decided_at) || new.asked_by, new.decided_by
      ),
      'tip_' || new.state, 'tip_transfer:' || new.id, named, new.tip_id, null, new.decided_at
    );
  end if;
  return null;
end
$$;
revoke all on function tell_of_tip_transfer() from public;
create trigger tip_transfer_is_told_to_people after insert or update on tip_transfer
  for each row when (new.state in ('pending', 'taken', 'refused'))
  execute function tell_of_tip_transfer();
