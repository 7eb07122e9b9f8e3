-- Photos of the stops of a route. Those of a stop at a point belong to the point, as the photos of any check do. Other
-- stops (a business of the register of inspections, a place that nobody had planned) have no point: their photos
-- belong to the route.
alter table attachment
  add column route_id integer,
  add constraint attachment_route_fkey foreign key (route_id) references route (id),
  drop constraint attachment_of_one_thing,
  add constraint attachment_of_one_thing check (
    (purpose = 'tip') = (tip_id is not null) and num_nonnulls(point_id, tip_id, route_id) = 1
    and (route_id is null or purpose = 'check')
  );
create index attachment_route_index on attachment (route_id) where route_id is not null;

-- The photos that a result names. They may arrive after it: a device sends what it can, when it can.
create table stop_photo (
  result_id uuid not null,
  attachment_id uuid not null,
  constraint stop_photo_pkey primary key (attachment_id, result_id),
  constraint stop_photo_result_fkey foreign key (result_id) references stop_result (id)
);
create index stop_photo_result_index on stop_photo (result_id);
create trigger stop_photo_is_immutable before update or delete on stop_photo
  for each row execute function refuse_change();
create trigger stop_photo_is_not_truncated before truncate on stop_photo
  for each statement execute function refuse_change();
grant select, insert on stop_photo to diaban_app;
alter table stop_photo enable row level security;
create policy stop_photo_of_its_result on stop_photo for select to diaban_app
  using (exists (select from stop_result where stop_result.id = stop_photo.result_id));
create policy stop_photo_by_its_recorder on stop_photo for insert to diaban_app
  with check (
    exists (
      select from stop_result
      where stop_result.id = stop_photo.result_id
        and stop_result.recorded_by = actor_account_id()
    )
  );

create or replace function refuse_loss_of_linked_attachment() returns trigger
  language plpgsql as $$
begin
  if old.purpose <> 'check'
    or exists (select from check_photo where check_photo.attachment_id = old.id)
    or exists (select from stop_photo where stop_photo.attachment_id = old.id) then
    raise exception 'a photo or paper of the record is withdrawn, never removed'
      using errcode = 'restrict_violation', constraint = 'append_only';
  end if;
  return old;
end
$$;

-- A photo of a route is seen by its sender, and by those who see the result that names it.
alter policy attachment_read_within_reach on attachment
  using (
    case
      when route_id is null then actor_sees_attachment_of(point_id, tip_id)
      else uploaded_by = actor_account_id()
        or exists (select from stop_photo where stop_photo.attachment_id = attachment.id)
    end
  );
alter policy attachment_added_within_reach on attachment
  with check (
    uploaded_by = actor_account_id()
    and case
      when route_id is null then actor_sees_attachment_of(point_id, tip_id)
      else actor_reach() = 'routes' and actor_sees_route(route_id)
    end
  );
alter policy attachment_withdrawn_within_reach on attachment
  using (
    case
      when route_id is null then actor_sees_attachment_of(point_id, tip_id)
      else uploaded_by = actor_account_id()
        or exists (select from stop_photo where stop_photo.attachment_id = attachment.id)
    end
  )
  with check (withdrawn_by = actor_account_id());
