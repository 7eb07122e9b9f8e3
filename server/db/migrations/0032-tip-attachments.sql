-- Photos and papers of tips, kept and withdrawn as those of points are.
alter table attachment
  alter column point_id drop not null,
  add column tip_id integer,
  add constraint attachment_tip_fkey foreign key (tip_id) references tip (id),
  drop constraint attachment_purpose_known,
  add constraint attachment_purpose_known check (purpose in ('check', 'point', 'tip')),
  add constraint attachment_of_one_thing check (
    (purpose = 'tip') = (tip_id is not null) and num_nonnulls(point_id, tip_id) = 1
  ),
  drop constraint attachment_check_has_photos_only,
  add constraint attachment_check_has_photos_only check (
    purpose <> 'check' or media_type = 'image/jpeg'
  );
create index attachment_tip_index on attachment (tip_id) where tip_id is not null;

create or replace function refuse_loss_of_linked_attachment() returns trigger
  language plpgsql as $$
begin
  if old.purpose <> 'check'
    or exists (select from check_photo where check_photo.attachment_id = old.id) then
    raise exception 'a photo or paper of the record is withdrawn, never removed'
      using errcode = 'restrict_violation', constraint = 'append_only';
  end if;
  return old;
end
$$;

-- Whoever takes a tip in for another commune hands its photos in with it, until somebody there works on it.
create function actor_attaches_to_tip(given_tip_id integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return actor_sees_tip(given_tip_id) or (
    actor_reach() in ('city', 'communes')
    and exists (
      select from tip
      where tip.id = given_tip_id and tip.received_by = actor_account_id() and tip.version = 1
    )
  );
revoke all on function actor_attaches_to_tip(integer) from public;
grant execute on function actor_attaches_to_tip(integer) to diaban_app;

create function actor_sees_attachment_of(given_point_id integer, given_tip_id integer) returns boolean
  language sql stable security invoker set search_path = public, pg_temp
  return case
    when given_tip_id is not null then actor_attaches_to_tip(given_tip_id)
    else actor_reach() = 'city' or actor_sees_point(given_point_id)
  end;

alter policy attachment_read_within_reach on attachment
  using (actor_sees_attachment_of(point_id, tip_id));
alter policy attachment_added_within_reach on attachment
  with check (
    actor_sees_attachment_of(point_id, tip_id) and uploaded_by = actor_account_id()
  );
alter policy attachment_withdrawn_within_reach on attachment
  using (actor_sees_attachment_of(point_id, tip_id))
  with check (withdrawn_by = actor_account_id());
