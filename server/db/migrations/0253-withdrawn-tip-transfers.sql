-- The people of a commune that was asked to take a tip learn also that nobody asks it any more: the other side has
-- withdrawn the question, or closed the tip.

do $lists$
declare
  listed text;
begin
  select pg_get_constraintdef(oid) into strict listed from pg_constraint
  where conname = 'notice_kind_known';
  execute 'alter table notice drop constraint notice_kind_known';
  execute 'alter table notice add constraint notice_kind_known '
    || replace(listed, $$'tip_refused'::text$$, $$'tip_refused'::text, 'tip_withdrawn'::text$$);
end
$lists$;

create or replace function tell_of_tip_transfer() returns trigger
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
  elsif new.state in ('withdrawn', 'ended') then
    perform tell_people(
      array_remove(people_with_role(roles, new.to_commune_id, new.decided_at), new.decided_by),
      'tip_withdrawn', 'tip_transfer:' || new.id, named, new.tip_id, null, new.decided_at
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

-- Nobody decided where the asked commune was merged into the one that has the tip: its people have it.
drop trigger tip_transfer_is_told_to_people on tip_transfer;
create trigger tip_transfer_is_told_to_people after insert or update on tip_transfer
  for each row when (new.state <> 'ended' or new.decided_by is not null)
  execute function tell_of_tip_transfer();
