-- Looks at closed places with their time and obstacle, the day on which each look is due, and photos
-- and papers of places.

alter table check_record
  add column checked_at timestamptz,
  add column obstacle text,
  -- When it could not be done: the day until which somebody tries again, as the setting of that day says.
  add column retry_on date,
  drop constraint check_record_could_not_check_says_why,
  add constraint check_record_could_not_check_says_why check (
    result <> 'could_not_check' or reason is not null or obstacle is not null
  ),
  add constraint check_record_obstacle_known check (
    obstacle in ('closed', 'no_access', 'not_found', 'unsafe', 'weather', 'other')
  ),
  add constraint check_record_obstacle_only_in_vain check (
    result = 'could_not_check' or (obstacle is null and retry_on is null)
  );

-- The day of the look that an interval of `check_due` or `check_overdue` speaks of.
alter table point_flag add column due_on date;
update point_flag
set due_on = case flag when 'check_due' then to_on - 1 else from_on - 1 end
where flag in ('check_due', 'check_overdue');

-- When the flags of all points had been brought in line with a schedule; null: that is still to do.
alter table setting add column applied_at timestamptz;
update setting set applied_at = set_at;
create trigger applied_setting_is_told after update of applied_at on setting
  for each statement execute function tell_of_changed_boundaries();

create table attachment (
  -- Drawn by the device, so that an upload which is sent twice is kept once.
  id uuid not null,
  point_id integer not null,
  -- `check`: a photo that a look names; `point`: a photo or paper that stands at the place at once.
  purpose text not null,
  media_type text not null,
  bytes integer not null,
  width integer,
  height integer,
  -- SHA-256 of what is kept, which names the file, and of what was sent.
  content_hash text not null,
  source_hash text not null,
  document_number text,
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  constraint attachment_pkey primary key (id),
  constraint attachment_point_fkey foreign key (point_id) references point (id),
  constraint attachment_uploaded_by_fkey foreign key (uploaded_by) references app_user (id),
  constraint attachment_withdrawn_by_fkey foreign key (withdrawn_by) references app_user (id),
  constraint attachment_purpose_known check (purpose in ('check', 'point')),
  constraint attachment_media_type_known check (media_type in ('image/jpeg', 'application/pdf')),
  constraint attachment_check_has_photos_only check (
    purpose = 'point' or media_type = 'image/jpeg'
  ),
  constraint attachment_paper_has_number check (
    media_type <> 'application/pdf' or document_number is not null
  ),
  constraint attachment_withdrawal_complete check (
    (withdrawn_by is null) = (withdrawn_at is null)
    and (withdrawn_by is null) = (withdrawn_reason is null)
  )
);
create index attachment_point_index on attachment (point_id);
create index attachment_content_index on attachment (content_hash);

-- The photos that a look names. They may arrive after it: a device sends what it can, when it can.
create table check_photo (
  attachment_id uuid not null,
  event_id integer not null,
  point_id integer not null,
  constraint check_photo_pkey primary key (attachment_id),
  constraint check_photo_event_fkey foreign key (event_id) references event (id),
  constraint check_photo_point_fkey foreign key (point_id) references point (id)
);
create index check_photo_point_index on check_photo (point_id, event_id);

create function refuse_loss_of_linked_attachment() returns trigger
  language plpgsql as $$
begin
  if old.purpose = 'point'
    or exists (select from check_photo where check_photo.attachment_id = old.id) then
    raise exception 'a photo or paper of the record is withdrawn, never removed'
      using errcode = 'restrict_violation', constraint = 'append_only';
  end if;
  return old;
end
$$;
create trigger attachment_is_kept before delete on attachment
  for each row execute function refuse_loss_of_linked_attachment();
create trigger attachment_is_not_truncated before truncate on attachment
  for each statement execute function refuse_change();
create trigger check_photo_is_immutable before update or delete on check_photo
  for each row execute function refuse_change();

grant select, insert on attachment, check_photo to diaban_app;
grant update (withdrawn_by, withdrawn_at, withdrawn_reason) on attachment to diaban_app;

alter table attachment enable row level security;
alter table check_photo enable row level security;
create policy attachment_read_within_reach on attachment for select to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id));
create policy attachment_added_within_reach on attachment for insert to diaban_app
  with check (
    (actor_reach() = 'city' or actor_sees_point(point_id)) and uploaded_by = actor_account_id()
  );
create policy attachment_withdrawn_within_reach on attachment for update to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id))
  with check (withdrawn_by = actor_account_id());
create policy check_photo_within_reach on check_photo to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id))
  with check (actor_reach() = 'city' or actor_sees_point(point_id));
